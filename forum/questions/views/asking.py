"""What the portal says to one who is about to ask."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit import cpr
from resources.library import queries as library

from .. import queries


@require_POST
@members_only
def alike(request):
    """Questions and guides like the title that is being typed (a piece of a page). Sent by POST, so that
    half a question stands in no log; one with a CPR number in it is looked for nowhere."""
    title = request.POST.get("title", "")[:200]
    if cpr.find(title):
        title = ""
    return render(
        request,
        "questions/pieces/alike.html",
        {
            "questions": queries.alike(request.user, title),
            "guides": library.alike(request.user, title),
        },
    )
