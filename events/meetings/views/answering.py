"""One's answer to a meeting: on its page, or from the address in a letter."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from members.people.models import User
from portal.ui.methods import form_page
from portal.ui.refusals import do

from ... import one_click
from .. import links, problems, queries
from ..enums import Answer, MailDeed
from ..flows import attending, guests, waiting
from ..forms import GuestForm, RegretsForm, SignUpForm
from ..models import Meeting
from .attending import page


@require_POST
@members_only
def sign_up(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    form = SignUpForm(
        request.POST, meeting=meeting, answer=queries.answer_of(request.user, meeting)
    )
    if not form.is_valid():
        return page(request, meeting, sign_up_form=form)

    def deed() -> str:
        answer = attending.sign_up(
            meeting=meeting,
            person=request.user,
            way=form.way,
            meal=form.meal,
            waits="waits" in request.POST,
            by=request.user,
        )
        if answer.state == Answer.COMING and answer.waiting_since:
            return _("You are on the waiting list, and take part online until a seat is yours.")
        if answer.state == Answer.WAITING:
            return _("You are on the waiting list. You hear from us as soon as there is a seat.")
        return _("You are signed up.")

    return _do(request, meeting, deed)


@require_POST
@members_only
def say_maybe(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)

    def deed() -> str:
        attending.say_maybe(meeting=meeting, person=request.user, by=request.user)
        return _("It is noted that you perhaps come.")

    return _do(request, meeting, deed)


@require_POST
@members_only
def send_regrets(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    form = RegretsForm(request.POST)
    if not form.is_valid():
        return page(request, meeting, regrets_form=form)

    def deed() -> str:
        attending.send_regrets(
            meeting=meeting, person=request.user, word=form.cleaned_data["word"], by=request.user
        )
        return _("Your regrets are noted.")

    return _do(request, meeting, deed)


@require_POST
@members_only
def accept(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)

    def deed() -> str:
        waiting.accept(meeting=meeting, person=request.user, by=request.user)
        return _("The seat is yours.")

    return _do(request, meeting, deed)


@require_POST
@members_only
def stop_waiting(request, pk: int) -> HttpResponse:
    """Leave the line, or pass on the seat that is held, and go on taking part online."""
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)

    def deed() -> str:
        waiting.stop_waiting(meeting=meeting, person=request.user, by=request.user)
        return _("You do not wait for a seat any more.")

    return _do(request, meeting, deed)


@require_POST
@members_only
def bring_guest(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    form = GuestForm(request.POST)
    if not form.is_valid():
        return page(request, meeting, guest_form=form)

    def deed() -> str:
        name = form.cleaned_data["name"]
        guests.bring(meeting=meeting, person=request.user, name=name, by=request.user)
        return _("Your guest has a seat.")

    return _do(request, meeting, deed)


@require_POST
@members_only
def leave_guest(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)

    def deed() -> str:
        guests.leave_at_home(meeting=meeting, person=request.user, by=request.user)
        return _("Your guest is taken off the list.")

    return _do(request, meeting, deed)


@login_not_required
@cache_control(private=True, no_store=True)
@form_page
def by_mail(request, token: str) -> HttpResponse:
    """Answer from a letter, without logging in."""
    try:
        number, key, deed = links.behind(token)
    except (signing.BadSignature, ValueError):
        return one_click.broken(request, "meetings")
    person = User.objects.filter(pk=key, is_active=True).first()
    meeting = Meeting.objects.select_related("group", "host").filter(pk=number).first()
    if person is None or meeting is None:
        return one_click.broken(request, "meetings")
    return one_click.answer(
        request,
        room="meetings",
        person=person,
        blockers=lambda: problems.to_answer_by_mail(meeting, person, deed),
        deed=lambda: _answer(meeting, person, deed),
        values={"meeting": meeting, "deed": deed},
    )


def _answer(meeting: Meeting, person: User, mail_deed: MailDeed) -> None:
    """The address is the person's own, so it is they who act."""
    if mail_deed == MailDeed.TAKE:
        waiting.accept(meeting=meeting, person=person, by=person)
    elif mail_deed == MailDeed.PASS:
        waiting.stop_waiting(meeting=meeting, person=person, by=person)
    else:
        attending.send_regrets(meeting=meeting, person=person, by=person)


def _do(request, meeting: Meeting, deed: Callable[[], str]) -> HttpResponse:
    """Do it, say what came of it, and go back to the meeting."""
    do(request, deed)
    return redirect(meeting)
