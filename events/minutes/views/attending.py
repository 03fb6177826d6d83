"""The list of who came, one tap a row."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from members.people.gates import members_only
from members.people.queries import people_for
from portal.kit.numbers import number_in
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import problems, queries
from ..flows import attending
from ..forms import SearchForm
from .finding import meeting_run_by

#: More names than this are not chosen from, but typed on.
MOST_FOUND = 8


@form_page
@members_only
def attendance(request, pk: int) -> HttpResponse:
    """Tick who came, and add who was not on the list. The page is whole without JavaScript; with it, only
    the list is exchanged."""
    meeting = meeting_run_by(request.user, pk)
    if request.method == "POST":
        number = request.POST.get("person", "")
        person = get_object_or_404(people_for(request.user), pk=number_in(number))
        try:
            attending.tick(
                meeting=meeting,
                person=person,
                came=request.POST.get("came") == "1",
                by=request.user,
            )
        except Refused as refused:
            say(request, refused.blockers)
            here = reverse("minutes:attendance", args=[pk])
            return HttpResponseClientRedirect(here) if request.htmx else redirect(here)
        if not request.htmx:
            return redirect("minutes:attendance", pk)
    rows = queries.attendance_rows(request.user, meeting)
    form = SearchForm(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = list(queries.to_walk_in(request.user, meeting, words)[:MOST_FOUND]) if words else []
    page = "attendance_list" if request.htmx and request.method == "POST" else "attendance"
    return render(
        request,
        f"minutes/{page}.html",
        {
            "meeting": meeting,
            "rows": rows,
            "came": sum(row.came is True for row in rows),
            "walked_in": sum(row.came is True and row.walked_in for row in rows),
            "form": form,
            "words": words,
            "found": found,
            "blockers": problems.to_tick(meeting, request.user),
        },
    )
