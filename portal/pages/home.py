def member(request, *args, **kwargs):
    raise NotImplementedError
