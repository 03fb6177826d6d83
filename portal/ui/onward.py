"""A deed that is answered with the page it leads to, and not with the way there: one request less.

A page that came as the answer to a deed would be sent again when it is reloaded. So only a browser gets it
that says it can put the page's own address in its place (`js/onward.js`); everybody else is sent there.
"""

from collections.abc import Callable
from copy import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

#: The field that the browser sends along.
FIELD = "onward"


def go(
    request: HttpRequest, address: str, page: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """On to the page at an address of ours; `page` makes it, for a request as if it had been asked there. It
    says where it belongs by `mark` in its head."""
    if not _is_asked(request):
        return redirect(address)
    there = copy(request)
    there.path = there.path_info = address
    return page(there)


def mark(request: HttpRequest) -> SafeString:
    """Where a page belongs that is the answer to a deed; nothing for one that was asked for, and for one that
    a form came back on."""
    if not _is_asked(request):
        return SafeString("")
    return format_html('<meta name="onward" content="{}">', request.path)


def _is_asked(request: HttpRequest) -> bool:
    return request.POST.get(FIELD) == "1"
