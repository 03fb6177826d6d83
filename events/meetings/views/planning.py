"""A coordinator's pages, in the portal itself: plan, change, publish, call off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import problems, queries, rules
from ..flows import following, planning
from ..forms import MeetingForm, agenda_forms
from ..forms.agenda import rows_of, with_what_stands
from ..models import Meeting

#: Which field a flow's problem belongs to.
FIELD_OF = {
    "too_few_seats": "capacity",
    "online_needed": "online_url",
    "nowhere": "place_name",
    "in_the_past": "day",
}


@form_page
@members_only
def plan(request) -> HttpResponse:
    """A new meeting for one of the groups one coordinates."""
    groups = queries.groups_run_by(request.user)
    first = groups.first()
    if first is None:
        raise PermissionDenied
    chosen = request.GET.get("gruppe", "")
    if chosen.isdecimal() and len(chosen) < 10:
        first = groups.filter(pk=int(chosen)).first() or first
    form = MeetingForm(
        request.POST or None,
        groups=groups,
        hosts=queries.hosts_of(first),
        initial={"group": first.pk},
    )
    agenda = agenda_forms(request.POST or None)
    if request.method == "POST" and form.is_valid() and agenda.is_valid():
        try:
            meeting = planning.plan(
                group=form.cleaned_data["group"],
                facts=form.facts,
                agenda=[point for _row, point in rows_of(agenda)],
                key=form.cleaned_data["key"],
                by=request.user,
            )
        except Refused as refused:
            put_on(form, refused, FIELD_OF)
        else:
            messages.success(request, _("The draft is kept. Only you who plan it can see it."))
            return redirect(meeting)
    return _form_page(request, form, agenda, None)


@form_page
@members_only
def change(request, pk: int) -> HttpResponse:
    meeting = run_by(request.user, pk)
    found = problems.to_change(meeting, request.user)
    if found:
        return _refuse(request, meeting, Refused(found))
    form = MeetingForm(
        request.POST or None, groups=None, hosts=queries.hosts_of(meeting.group), meeting=meeting
    )
    agenda = agenda_forms(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid() and agenda.is_valid():
        rows = rows_of(agenda)
        points = [point for _row, point in rows]
        try:
            planning.change(meeting=meeting, facts=form.facts, agenda=points, by=request.user)
        except Refused as refused:
            put_on(
                form, Refused(each for each in refused.blockers if ":" not in each.code), FIELD_OF
            )
            numbers = [row for row, _point in rows]
            agenda = with_what_stands(request.POST, refused, numbers, meeting=meeting)
        else:
            messages.success(request, _("The meeting has been changed."))
            return redirect(meeting)
    return _form_page(request, form, agenda, meeting)


@require_POST
@members_only
def publish(request, pk: int) -> HttpResponse:
    meeting = run_by(request.user, pk)
    try:
        planning.publish(meeting=meeting, by=request.user)
    except Refused as refused:
        return _refuse(request, meeting, refused)
    messages.success(
        request, _("The meeting is published, and the group's members have been told.")
    )
    return redirect(meeting)


@require_POST
@members_only
def plan_next(request, pk: int) -> HttpResponse:
    """The next one of the series: a draft, opened to be mended."""
    meeting = run_by(request.user, pk)
    try:
        draft = following.plan_next(meeting=meeting, by=request.user)
    except Refused as refused:
        return _refuse(request, meeting, refused)
    if draft.published_at is not None:
        return redirect(draft)
    messages.success(request, _("Here is a draft of the next meeting. Look it through."))
    return redirect("meetings:change", draft.pk)


@form_page
@members_only
def cancel(request, pk: int) -> HttpResponse:
    """Asks once, and calls it off (or throws a draft away)."""
    meeting = run_by(request.user, pk)
    is_draft = meeting.published_at is None
    found = (problems.to_discard if is_draft else problems.to_cancel)(meeting, request.user)
    if found:
        return _refuse(request, meeting, Refused(found))
    if request.method == "POST":
        try:
            if is_draft:
                planning.discard(meeting=meeting, by=request.user)
                messages.success(request, _("The draft is gone."))
                return redirect("meetings:list")
            planning.cancel(meeting=meeting, by=request.user)
        except Refused as refused:
            return _refuse(request, meeting, refused)
        messages.success(request, _("The meeting is cancelled, and those who come have been told."))
        return redirect(meeting)
    return render(
        request,
        "meetings/meeting_cancel.html",
        {
            "meeting": meeting,
            "is_draft": is_draft,
            "told": queries.interested_in(meeting).count(),
        },
    )


def run_by(user, pk: int) -> Meeting:
    """The meeting, if this person runs it: 404 to whom may not see it, 403 to whom may only read."""
    meeting = get_object_or_404(queries.meetings_for(user), pk=pk)
    if not rules.may_run(user, meeting.group):
        raise PermissionDenied
    return meeting


def _refuse(request, meeting: Meeting, refused: Refused) -> HttpResponse:
    say(request, refused.blockers)
    return redirect(meeting)


def _form_page(request, form, agenda, meeting: Meeting | None) -> HttpResponse:
    return render(
        request,
        "meetings/meeting_form.html",
        {"form": form, "agenda": agenda, "meeting": meeting},
    )
