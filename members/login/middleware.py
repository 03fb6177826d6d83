"""The secretariat's desk opens only with a second factor."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from asgiref.sync import iscoroutinefunction, sync_to_async
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.rules import may

from . import second_factor
from .second_factor import SecondFactor

DESK = "/admin/"


def _gate(request):
    """None to go on, or the answer to give instead."""
    if not request.path_info.startswith(DESK) or not request.user.is_authenticated:
        return None
    if request.path_info == f"{DESK}logout/":
        return None
    if not (may(request.user, Permission.ENTER_DESK) or request.user.is_superuser):
        raise PermissionDenied
    match second_factor.of(request):
        case SecondFactor.SHOWN:
            return None
        case SecondFactor.HELD_BACK:
            return HttpResponseRedirect(_way_to_show_it(request))
    messages.warning(
        request,
        _("Set up a second factor before you open the secretariat's desk. It takes a minute."),
    )
    return HttpResponseRedirect(reverse("mfa_index"))


def _way_to_show_it(request) -> str:
    """The page that asks for the second factor and then goes on; that page says why it asks."""
    way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
    goal = request.get_full_path() if request.method == "GET" else DESK
    return f"{way}?{urlencode({'next': goal})}"


@sync_and_async_middleware
def second_factor_before_the_desk(get_response):
    """Deny the desk by rule, and let only sessions through that have shown a second factor: an account
    without one is sent to set one up, a session that has not shown it to show it.

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
