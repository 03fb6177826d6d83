"""Writing the minutes: their overview, and one point at a time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.meetings.rules import may_run
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import problems, queries
from ..flows import finishing, following_up, writing
from ..forms import CoWriterForm, OpenForm
from ..models import Minutes
from .finding import meeting_run_by, minutes_written_by


@require_POST
@members_only
def begin(request, pk: int) -> HttpResponse:
    """A skeleton out of the agenda."""
    meeting = meeting_run_by(request.user, pk)
    try:
        writing.begin(meeting=meeting, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
        return redirect(meeting)
    return redirect("minutes:write", pk)


@form_page
@members_only
def write(request, pk: int) -> HttpResponse:
    """The points with what is written so far, who writes along, and the way to those who were there."""
    minutes = minutes_written_by(request.user, pk)
    if found := problems.to_write(minutes, request.user):
        say(request, found)
        return redirect(minutes)
    runs = may_run(request.user, minutes.meeting.group)
    chosen = request.POST if request.method == "POST" else None
    if chosen is not None and not runs:
        raise PermissionDenied
    form = CoWriterForm(chosen, minutes=minutes)
    if chosen is not None and form.is_valid():
        try:
            writing.name_co_writer(
                minutes=minutes, person=form.cleaned_data["co_writer"], by=request.user
            )
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("It is noted who writes along."))
        return redirect("minutes:write", pk)
    return overview(request, minutes, form)


def overview(
    request, minutes: Minutes, form: CoWriterForm | None = None, opening: OpenForm | None = None
) -> HttpResponse:
    """The overview, with a form that could not be taken where it was."""
    return render(
        request,
        "minutes/write.html",
        {
            "minutes": minutes,
            "meeting": minutes.meeting,
            "sections": queries.sections_of(minutes),
            "others": queries.others_writing(minutes, request.user),
            "runs": may_run(request.user, minutes.meeting.group),
            "form": form or CoWriterForm(minutes=minutes),
            "opening": opening or OpenForm(minutes=minutes),
        },
    )


@require_safe
@members_only
def who(request, pk: int) -> HttpResponse:
    """Who else writes just now, and where (a piece of a page, asked for every few seconds)."""
    minutes = minutes_written_by(request.user, pk)
    return render(
        request,
        "minutes/who.html",
        {"others": queries.others_writing(minutes, request.user), "minutes": minutes},
    )


@require_POST
@members_only
def follow_up(request, pk: int) -> HttpResponse:
    """Put the group's open to-dos on the agenda of a coming meeting."""
    meeting = meeting_run_by(request.user, pk)
    try:
        following_up.put_on_agenda(meeting=meeting, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("“Follow-up” is on the agenda."))
    return redirect(meeting)


@require_POST
@members_only
def open_for_comments(request, pk: int) -> HttpResponse:
    """Send the minutes to those who were there."""
    minutes = minutes_written_by(request.user, pk)
    if not may_run(request.user, minutes.meeting.group):
        raise PermissionDenied
    form = OpenForm(request.POST, minutes=minutes)
    if form.is_valid():
        try:
            finishing.open_for_comments(
                minutes=minutes, until=form.cleaned_data["until"], by=request.user
            )
        except Refused as refused:
            for blocker in refused.blockers:
                form.add_error("until", str(blocker.message))
        else:
            messages.success(request, _("Those who were there can now read it and comment."))
            return redirect(minutes)
    return overview(request, minutes, opening=form)
