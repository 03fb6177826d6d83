"""The list of questions, and what has happened to one of them."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from members.people.gates import members_only
from portal.kit import cpr

from .. import listings, queries, rules
from ..broadcast import as_frame, row_of
from ..choice import Choice
from ..stamps import newest_of, number_of

#: Rows of an open list that are asked for at once: a page's.
MOST_ROWS = queries.PAGE


@require_GET
@members_only
def listing(request):
    """The questions that fit what was chosen: all of it stands in the address."""
    choice = Choice.read(request.GET)
    if cpr.contains(choice.words):
        # Sent on, so that the number does not stay in the address and the browser's memory.
        messages.warning(
            request,
            _(
                "There was a CPR number in your search, so we did not search and did not keep it. "
                "Search for the matter instead."
            ),
        )
        return redirect(reverse("questions:list") + choice.address(words=""))
    # Before the rows: what happens in between is then news to the page, and not missed by it.
    stamps = queries.stamps_for(request.user)
    found = listings.of(request.user, choice, page=_number(request.GET.get("page")), stamps=stamps)
    around = found.around(
        may_write=rules.may_write(request.user), stamp=number_of(stamps), newest=newest_of(stamps)
    )
    given = {"listing": found, "choice": found.choice, "around": around}
    return render(request, "questions/question_list.html", given)


@require_GET
@members_only
def listing_news(request):
    """What is new to an open list (JSON): how many questions that fit it have come `siden` the newest it
    knows, and its rows (`r`) as they are now."""
    stamps = queries.stamps_for(request.user)
    choice = Choice.read(request.GET)
    shown = [int(each) for each in request.GET.get("r", "").split(",") if _number(each)][:MOST_ROWS]
    since = _number(request.GET.get("siden"))
    rows = queries.for_rows(queries.standing_for(request.user).filter(pk__in=shown))
    return JsonResponse(
        {
            "stamp": number_of(stamps),
            "new": listings.newer(request.user, choice, since=since) if since else 0,
            "rows": [row_of(question) for question in rows],
        }
    )


@require_GET
@members_only
def news(request, pk):
    """What has happened since event number `efter`, for a page whose line was down (JSON).

    `complete` is false when events of that time are gone and the page must be loaded anew.
    """
    question = get_object_or_404(queries.questions_for(request.user), pk=pk)
    after = _number(request.GET.get("efter"))
    events, complete = queries.events_after(request.user, question, after)
    return JsonResponse(
        {
            "seq": question.seq,
            "complete": complete,
            "events": [as_frame(event) for event in events],
        }
    )


def _number(given: str | None) -> int:
    """A number out of an address; 0 for whatever is none."""
    given = given or ""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
