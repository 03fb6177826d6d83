"""Where the code on a badge leads. It tells whoever finds it nothing: the same words for every code, also for
one that never was. Only somebody who stands at the door is led on to it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import queries


@login_not_required
@never_cache
@require_safe
def scanned(request, token: str) -> HttpResponse:
    """A badge that a phone's own camera has read."""
    conference = None
    if request.user.is_authenticated:
        conference = queries.scanned_at(request.user, token)
    if conference is not None:
        page = reverse("check_in:page", args=[conference.pk])
        response: HttpResponse = redirect(f"{page}?{urlencode({'kode': token[:40]})}")
    else:
        response = render(request, "check_in/badge.html")
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
