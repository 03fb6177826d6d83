"""Pages that lead through the library by topic and kind, and by act and section."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import browsing


@login_not_required
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """The topics and kinds that there is something of, each with how much, for this reader."""
    return render(
        request,
        "library/topics.html",
        {"topics": browsing.topics_for(request.user), "kinds": browsing.kinds_for(request.user)},
    )


@login_not_required
@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """Act by act, section by section, the material about it."""
    return render(request, "library/laws.html", {"laws": browsing.laws_for(request.user)})
