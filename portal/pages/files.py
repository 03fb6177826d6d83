def media(request, *args, **kwargs):
    raise NotImplementedError
