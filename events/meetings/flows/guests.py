"""A guest from one's own municipality takes a seat, and leaves with whoever brings them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import Guest, Meeting
from . import seats


@transaction.atomic
def bring(*, meeting: Meeting, person, name: str, at: datetime | None = None, by) -> Guest:
    """A seat for one guest, who is of the inviter's own municipality. Raises `Refused` and changes nothing
    when there is none, or the person does not come in person."""
    refuse_cpr(name)
    now = at or timezone.now()
    seat = seats.take(meeting, now)
    if not seat:
        seats.lock(meeting)
    meeting, answer = seats.fresh(meeting), seats.answer_of(meeting, person)
    home = person.home_municipality
    found = problems.to_come(meeting, person, now, by=by) or problems.to_bring(answer, home)
    stop_if(found or ([] if seat else [problems.FULL_FOR_GUESTS]))
    assert answer is not None, "asked by the problems"
    guest = Guest.objects.create(signup=answer, name=name, municipality=home, created_at=now)
    trail.record("meetings.guest_announced", on=meeting, by=by, about=person)
    return guest


@transaction.atomic
def leave_at_home(*, meeting: Meeting, person, at: datetime | None = None, by) -> None:
    """The guest does not come after all; the seat is free for the next one. Safe to repeat."""
    now = at or timezone.now()
    seats.lock(meeting)
    meeting = seats.fresh(meeting)
    stop_if(problems.to_answer(meeting, person, now))
    gone, _ = Guest.objects.filter(signup__meeting=meeting, signup__person=person).delete()
    if not gone:
        return
    seats.give_back(meeting)
    trail.record("meetings.guest_taken_off", on=meeting, by=by, about=person)
    seats.pass_on(meeting, now, by)
