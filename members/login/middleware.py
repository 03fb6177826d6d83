"""The secretariat's desk opens only with a second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from asgiref.sync import iscoroutinefunction, sync_to_async
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.rules import may

DESK = "/admin/"
#: Recovery codes alone are paper, not a factor.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def _gate(request):
    """None to go on, or the answer to give instead."""
    if not request.path_info.startswith(DESK) or not request.user.is_authenticated:
        return None
    if request.path_info == f"{DESK}logout/":
        return None
    if not (may(request.user, Permission.ENTER_DESK) or request.user.is_superuser):
        raise PermissionDenied
    if is_mfa_enabled(request.user, types=FACTORS):
        return None
    messages.warning(
        request,
        _("Set up a second factor before you open the secretariat's desk. It takes a minute."),
    )
    return HttpResponseRedirect(reverse("mfa_index"))


@sync_and_async_middleware
def second_factor_before_the_desk(get_response):
    """Deny the desk by rule, and send a secretariat account without a second factor to set one up.

    Runs before Wagtail's own check of its groups: a role that has run out closes the desk the same
    day, whatever groups the account still stands in.
    """
    if iscoroutinefunction(get_response):

        async def async_middleware(request):
            await request.auser()
            return await sync_to_async(_gate)(request) or await get_response(request)

        return async_middleware

    def middleware(request):
        return _gate(request) or get_response(request)

    return middleware
