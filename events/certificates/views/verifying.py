"""Anybody who has a certificate's number sees whether it holds. There is no list, and a number that is
unknown, deleted or wrong is answered alike."""

from collections.abc import Callable
from functools import wraps

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.ui.methods import form_page

from .. import numbers, queries
from ..forms import NumberForm

#: A municipality's colleagues may sit behind one address; nobody tries 10^15 numbers at this pace.
LIMITS = {"look_up": "120/h/ip"}


def for_anybody(view: Callable) -> Callable:
    """Open to all, found by no search engine and kept by no cache."""

    @wraps(view)
    def door(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "strict-origin"
        return response

    return login_not_required(never_cache(door))


def _too_often(request: HttpRequest) -> bool:
    return not ratelimit.consume(
        request, app="events.certificates", action="look_up", config=LIMITS, limit_get=True
    )


@for_anybody
@form_page
def ask(request) -> HttpResponse:
    """Type a number. What is typed is sent in the body: what is no certificate's number never stands in an
    address."""
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("verification:number", numbers.shown(form.cleaned_data["number"]))
    return render(request, "certificates/verify.html", {"form": form})


@for_anybody
@require_safe
def number(request, token: str) -> HttpResponse:
    """What a number stands for."""
    if _too_often(request):
        return render(request, "429.html", status=429)
    certificate = queries.verified(numbers.read(token))
    if certificate is not None and token != certificate.shown_number:
        return redirect(certificate)
    return render(
        request,
        "certificates/verified.html",
        {"certificate": certificate, "form": NumberForm()},
        status=200 if certificate else 404,
    )
