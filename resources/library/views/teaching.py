"""A short address and its code, to show a room full of people where the material is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from portal.ui import codes

from ..models import Guide
from .reading import found


@login_not_required
@require_safe
def short(request: HttpRequest, number: int = 0, pk: int = 0) -> HttpResponse:
    """The short address leads to the material's own. KlarRet's is sent on unseen, whatever the number;
    other material is looked for first, and whoever may not read it gets the answer for what is not there."""
    if number:
        return redirect("library:klarret", number)
    shown = found(request, pk=pk)
    return redirect(shown) if isinstance(shown, Guide) else shown


@login_not_required
@require_safe
def teaching(request: HttpRequest, number: int = 0, slug: str = "") -> HttpResponse:
    """One screen for the projector: the title, the short address in large letters, and a code for phones."""
    shown = found(request, number=number, slug=slug)
    if not isinstance(shown, Guide):
        return shown
    address = request.build_absolute_uri(short_address(shown))
    return render(
        request,
        "library/teaching.html",
        {
            "guide": shown,
            "words": address.partition("://")[2],
            "address": address,
            "code": _code(address),
        },
    )


def short_address(guide: Guide) -> str:
    """`/k/14` for KlarRet 14, `/m/31` for other material."""
    if guide.number:
        return reverse("short_klarret", args=[guide.number])
    return reverse("short_material", args=[guide.pk])


def _code(address: str) -> SafeString:
    """The address as a drawing of the library we use, made of nothing but our own address."""
    return mark_safe(codes.svg(address, scale=8, border=2, svgclass="code", lineclass=None))
