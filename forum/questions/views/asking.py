"""What the portal says to one who is about to ask."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from members.directory.queries import search_for
from members.people.gates import members_only
from portal.kit import cpr, danish
from resources.library import finding as library

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


#: More names than this are not chosen from, but typed on.
MOST_NAMES = 6


@require_GET
@members_only
def colleagues(request):
    """Whom one may call upon, by the beginning of a name or a municipality (JSON): name and place of each."""
    words = request.GET.get("q", "")[:60]
    people = search_for(request.user, words).prefetch_related("posts__municipality")
    # Whose first name is typed comes before whose last name, or town, it is.
    begun = danish.sort_key(words)
    found = sorted(people, key=lambda person: not person.name_key.startswith(begun))[:MOST_NAMES]
    return JsonResponse(
        {
            "people": [
                {"name": person.name, "place": str(person.home_municipality or "")}
                for person in found
            ]
        }
    )
