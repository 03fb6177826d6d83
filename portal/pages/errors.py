def csrf_failure(request, *args, **kwargs):
    raise NotImplementedError


not_found = forbidden = broken = csrf_failure
