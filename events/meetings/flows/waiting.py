"""The waiting list: a seat that is held for somebody is taken, or passed on when they stay silent."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.seats import to_accept
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices, problems
from ..enums import Answer, State, Way
from ..models import Meeting, SignUp
from . import seats


@transaction.atomic
def accept(*, meeting: Meeting, person, at: datetime | None = None, by) -> SignUp:
    """Take the seat that is held for the person, in time. Safe to repeat. Raises `Refused` when it is gone,
    or it is too late."""
    now = at or timezone.now()
    seats.lock(meeting)
    meeting, answer = seats.fresh(meeting), seats.answer_of(meeting, person)
    stop_if(problems.to_answer(meeting, person, now))
    if answer is not None and answer.state == Answer.COMING and answer.way == Way.IN_PERSON:
        return answer
    stop_if(to_accept(answer, now))
    answer = seats.write(meeting, person, Answer.COMING, now, way=Way.IN_PERSON)
    trail.record("meetings.signed_up", on=meeting, by=by, about=person)
    notices.send_receipt(meeting, answer, by=by)
    return answer


@transaction.atomic
def stop_waiting(*, meeting: Meeting, person, at: datetime | None = None, by) -> SignUp | None:
    """Whoever takes part online goes on doing so and leaves the line; a seat that was held for them is free
    for the next one. The others have sent regrets. Safe to repeat."""
    now = at or timezone.now()
    seats.lock(meeting)
    meeting, answer = seats.fresh(meeting), seats.answer_of(meeting, person)
    stop_if(problems.to_answer(meeting, person, now))
    if answer is None or answer.waiting_since is None:
        return answer
    seats.give_back(meeting, answer.seats)
    seats.leave_line(answer, now, otherwise=Answer.REGRETS)
    trail.record("meetings.left_line", on=meeting, by=by, about=person)
    seats.pass_on(meeting, now, by)
    return answer


def pass_on_unanswered(*, now: datetime | None = None, by) -> int:
    """Seats whose deadline is past go to the next in line; it stands by whoever stayed silent that they did,
    or that they take part online, and they are told. Returns how many. Safe to repeat."""
    now = now or timezone.now()
    late = SignUp.objects.filter(
        offered_until__lte=now,
        meeting__state=State.PUBLISHED,
        meeting__starts_at__gt=now,
    )
    passed = 0
    for meeting in Meeting.objects.filter(pk__in=late.values("meeting")).order_by("pk"):
        with transaction.atomic():
            seats.lock(meeting)
            meeting = seats.fresh(meeting)
            # Read under the lock: somebody may have said yes in the meantime.
            for answer in late.filter(meeting=meeting).select_related("person"):
                person = answer.person
                seats.leave_line(answer, now, otherwise=Answer.SILENT)
                seats.give_back(meeting)
                trail.record("meetings.offer_lapsed", on=meeting, by=by, about=person)
                notices.tell_lapsed(meeting, person, by=by)
                passed += 1
            seats.pass_on(meeting, now, by)
    return passed
