"""What the public pages with a personal link in their address have in common."""

from collections.abc import Callable
from functools import wraps

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

#: Many colleagues sit behind one address of a municipality, so an address may ask often and a mailbox
#: gets few letters.
LIMITS = {
    "ask": "60/h/ip",
    "letter": "4/h/key",
    "write": "120/h/key",
}

TOO_OFTEN = _("This has been saved very often within the hour. Wait a little, and try again.")


def personal_link(view: Callable) -> Callable:
    """Open to whoever holds the link, kept by no cache, and the link told to nobody.

    `strict-origin` and not `no-referrer`: with the latter browsers send `Origin: null` along with a
    form, which the CSRF check rightly refuses.
    """

    @wraps(view)
    def door(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return login_not_required(never_cache(door))


def may_ask(request: HttpRequest) -> bool:
    """Whether this place on the net has asked for few enough letters."""
    return bool(ratelimit.consume(request, app="members.admission", action="ask", config=LIMITS))


def may_get_letter(request: HttpRequest, key: str) -> bool:
    """Whether this mailbox has got few enough letters."""
    return bool(
        ratelimit.consume(request, app="members.admission", action="letter", config=LIMITS, key=key)
    )


def may_write(request: HttpRequest, key: str) -> bool:
    """Whether this application has been written in seldom enough: a person does not come near it."""
    return bool(
        ratelimit.consume(request, app="members.admission", action="write", config=LIMITS, key=key)
    )
