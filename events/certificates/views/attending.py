"""The lists of who came to a course's dates, one tap a row."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from members.people.gates import members_only
from members.people.queries import people_for
from portal.kit.numbers import number_in
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import problems, queries, rules
from ..flows import attending
from ..forms import SearchForm
from .finding import course_ticked_by, date_ticked_by

#: More names than this are not chosen from, but typed on.
MOST_FOUND = 8


@require_safe
@members_only
def dates(request, pk: int) -> HttpResponse:
    """The course's dates, each with how many came."""
    course = course_ticked_by(request.user, pk)
    return render(
        request,
        "certificates/dates.html",
        {
            "course": course,
            "dates": [(date, rules.is_near(date)) for date in _dates_of(course)],
            "signed_up": len(queries.signed_up(course)),
            "issues": rules.may_issue(request.user, course),
            "is_over": course.ends_at <= timezone.now(),
        },
    )


def _dates_of(course):
    for date in queries.with_counts(course.dates.all()):
        date.course = course
        yield date


@form_page
@members_only
def attendance(request, pk: int, date_id: int) -> HttpResponse:
    """Tick who came, and add who was not on the list. The page is whole without JavaScript; with it, only
    the list is exchanged."""
    date = date_ticked_by(request.user, pk, date_id)
    if request.method == "POST":
        number = request.POST.get("person", "")
        person = get_object_or_404(people_for(request.user), pk=number_in(number))
        came = request.POST.get("came") == "1"
        here = reverse("certificates:attendance", args=[pk, date_id])
        try:
            attending.tick(date=date, person=person, came=came, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
            return HttpResponseClientRedirect(here) if request.htmx else redirect(here)
        if not request.htmx:
            if request.POST.get("added"):
                messages.success(request, _("%(name)s is on the list.") % {"name": person.name})
            return redirect(f"{here}#kom-{person.pk}")
    rows = queries.attendance_rows(request.user, date)
    form = SearchForm(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = list(queries.to_walk_in(request.user, date, words)[:MOST_FOUND]) if words else []
    page = "attendance_list" if request.htmx and request.method == "POST" else "attendance"
    return render(
        request,
        f"certificates/{page}.html",
        {
            "course": date.course,
            "date": date,
            "rows": rows,
            "came": sum(row.came is True for row in rows),
            "walked_in": sum(row.came is True and row.walked_in for row in rows),
            "form": form,
            "words": words,
            "found": found,
            "blockers": problems.to_tick(date, request.user),
        },
    )
