"""The groups: who belongs to them, who runs them, when they meet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.courses.queries import coming as coming_courses
from events.courses.queries import courses_for
from events.meetings.enums import State
from events.meetings.queries import coming, letters_of, meetings_for, past
from events.meetings.rules import may_run
from events.polls.queries import polls_for
from members.groups.queries import groups_for, members_of, own_group_numbers
from members.people.gates import members_only
from members.people.queries import people_for, with_posts
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from .. import flows, queries
from ..figures import figures_for
from ..forms import RhythmForm
from .charting import attendance_chart, meetings_chart, rhythm_chart
from .taking_out import figures_file

#: How many past meetings a group's page shows.
PAST = 6


@require_safe
@members_only
def group_list(request: HttpRequest) -> HttpResponse:
    """All groups with how they stand, one's own marked."""
    lines = queries.lines(groups_for(request.user).prefetch_related("municipalities"))
    return render(
        request,
        "cadence/group_list.html",
        {"lines": lines, "own": own_group_numbers(request.user)},
    )


@form_page
@members_only
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group; whoever runs it changes its rhythm here."""
    found = get_object_or_404(groups_for(request.user).prefetch_related("municipalities"), pk=pk)
    runs = may_run(request.user, found)
    form = RhythmForm(
        request.POST if runs and request.method == "POST" else None,
        initial={"from_weeks": found.rhythm_from_weeks, "to_weeks": found.rhythm_to_weeks},
    )
    if form.is_bound and form.is_valid():
        try:
            flows.change_rhythm(group=found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            put_on(form, refused, {"backwards": "to_weeks", "too_slow": "to_weeks"})
        else:
            messages.success(request, _("The rhythm has been changed."))
            return redirect("cadence:group", pk)
    meetings = meetings_for(request.user).filter(group=found)
    (line,) = queries.lines([found])
    people = with_posts(people_for(request.user).filter(pk__in=members_of(found).values("pk")))
    return render(
        request,
        "cadence/group_detail.html",
        {
            "group": found,
            "line": line,
            "people": people.order_by("name_key"),
            "polls": polls_for(request.user).filter(group=found, state="open"),
            "coming": coming(meetings).exclude(state=State.CANCELLED),
            "courses": coming_courses(courses_for(request.user).filter(group=found)),
            "past": past(meetings).exclude(state=State.CANCELLED)[:PAST],
            "runs": runs,
            "letters": letters_of(request.user, found),
            "form": form,
        },
    )


@require_safe
@members_only
def group_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """A group's own figures, for whoever runs it."""
    found = get_object_or_404(groups_for(request.user), pk=pk)
    if not may_run(request.user, found):
        return redirect("cadence:group", pk)
    figures = figures_for(request.user, only=found)
    return render(
        request,
        "cadence/group_figures.html",
        {
            "group": found,
            "figures": figures,
            "charts": [meetings_chart(figures), rhythm_chart(figures), attendance_chart(figures)],
        },
    )


@require_safe
@members_only
def export_figures(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The same as a spreadsheet."""
    found = get_object_or_404(groups_for(request.user), pk=pk)
    if not may_run(request.user, found):
        return redirect("cadence:group", pk)
    title = _("%(group)s in figures") % {"group": found.name}
    figures = figures_for(request.user, only=found)
    return figures_file(request, figures, title, f"moeder-i-tal-{found.pk}.{ending}")
