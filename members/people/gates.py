"""Gates in front of views: who is not let in gets the page that says why (403) or the log-in."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied

from .enums import Permission
from .rules import is_member, may


def members_only(view: Callable) -> Callable:
    """Only members; LoginRequiredMiddleware has already sent strangers to the log-in."""

    @wraps(view)
    def gate(request, *args, **kwargs):
        if not is_member(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return gate


def requires(permission: Permission) -> Callable[[Callable], Callable]:
    """Only those with the permission."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def gate(request, *args, **kwargs):
            if not may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return gate

    return decorate
