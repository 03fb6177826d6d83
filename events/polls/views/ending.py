"""Whoever runs the group's meetings ends a poll: with a date, or without."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from members.people.models import User
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import flows, queries, rules
from ..forms import CloseForm, ReopenForm
from ..models import Poll
from .answering import poll_page


@require_POST
@members_only
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The chosen time becomes the draft of a meeting."""
    poll = _run_by(request.user, pk)
    if poll.meeting is not None:
        return redirect(poll.meeting)
    form = CloseForm(request.POST, poll=poll, ranked=queries.overview_of(poll).ranked, host=None)
    if not form.is_valid():
        return poll_page(request, poll, close_form=form)
    try:
        meeting = flows.close(
            poll=poll, slot=form.chosen, host=form.cleaned_data["host"], by=request.user
        )
    except Refused as refused:
        say(request, refused.blockers)
        return redirect(poll)
    messages.success(
        request,
        _(
            "Here is the draft. Write where it is and publish it: those who said yes are then asked to "
            "sign up."
        ),
    )
    return redirect(meeting)


@form_page
@members_only
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, and stops looking for a date."""
    poll = _run_by(request.user, pk)
    if request.method != "POST":
        return render(request, "polls/poll_call_off.html", {"poll": poll})
    try:
        flows.call_off(poll=poll, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("No date is looked for any more, and the group has been told."))
    return redirect(poll)


@require_POST
@members_only
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """The group may answer until another day."""
    poll = _run_by(request.user, pk)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day until which the group may answer."))
        return redirect(poll)
    try:
        flows.reopen(poll=poll, answer_by=form.cleaned_data["answer_by"], by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The group can answer again and has been told."))
    return redirect(poll)


def _run_by(user, pk: int) -> Poll:
    """The poll, if this person runs the group's meetings: 404 to whom may not see it, 403 to whom may only
    answer."""
    poll = get_object_or_404(queries.polls_for(cast(User, user)), pk=pk)
    if not rules.may_run(user, poll.group):
        raise PermissionDenied
    return poll
