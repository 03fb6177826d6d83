"""Points for the agenda: proposed, decided on and put in order; plain buttons that need no script."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import queries
from ..flows import agenda
from ..forms import ProposalForm
from ..models import Meeting
from .attending import page
from .planning import run_by


@require_POST
@members_only
def propose(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return page(request, meeting, proposal_form=form)
    try:
        agenda.propose(meeting=meeting, **form.cleaned_data, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("Your point is sent to those who run the meeting."))
    return _agenda_of(meeting)


@require_POST
@members_only
def decide(request, pk: int, proposal: int) -> HttpResponse:
    """Take a proposed point in, or turn it down."""
    meeting = run_by(request.user, pk)
    found = get_object_or_404(
        meeting.proposed_points.select_related("person", "meeting"), pk=proposal
    )
    takes_in = request.POST.get("svar") == "ja"
    try:
        (agenda.take_in if takes_in else agenda.turn_down)(proposal=found, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        words = _("The point is on the agenda.") if takes_in else _("The point is turned down.")
        messages.success(request, words)
    return _agenda_of(meeting)


@require_POST
@members_only
def move(request, pk: int, point: int) -> HttpResponse:
    """One point up, or down."""
    meeting = run_by(request.user, pk)
    found = get_object_or_404(meeting.agenda.select_related("meeting"), pk=point)
    try:
        agenda.move_point(point=found, up=request.POST.get("vej") == "op", by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    return _agenda_of(meeting)


def _agenda_of(meeting: Meeting) -> HttpResponse:
    return redirect(f"{meeting.get_absolute_url()}#dagsorden")
