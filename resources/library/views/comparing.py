"""What has changed from one version to another."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..comparing import asked_for, comparable, file_changes, stretches
from ..models import Guide
from .reading import found, with_guide


@login_not_required
@require_safe
def compare(request: HttpRequest, number: int = 0, slug: str = "") -> HttpResponse:
    """Two versions that the reader may read, of one edition or of two. By default the newest and
    the one before it.

    404 for versions that do not exist or are withdrawn: what is not there and what is not for this reader get
    the same answer.
    """
    shown = found(request, number=number, slug=slug)
    if not isinstance(shown, Guide):
        return shown
    for edition in shown.editions.all():
        with_guide(edition, shown)
    versions = comparable(shown)
    pair = asked_for(versions, request.GET.get("fra", ""), request.GET.get("til", ""))
    if pair is None:
        raise Http404
    before, after = pair
    return render(
        request,
        "library/compare.html",
        {
            "guide": shown,
            "versions": versions,
            "before": before,
            "after": after,
            "stretches": stretches(before, after),
            "is_same": before.text == after.text,
            "files": file_changes(before, after),
        },
    )
