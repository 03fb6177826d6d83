"""The waiting list: a seat that is held for somebody is taken, or passed on when they stay silent."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.seats import to_accept
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices, problems
from ..enums import Place, State
from ..models import Course, Enrolment
from . import seats


@transaction.atomic
def accept(*, course: Course, person, at: datetime | None = None, by) -> Enrolment:
    """Take the seat that is held for the person, in time. Safe to repeat. Raises `Refused` when it is gone,
    or it is too late."""
    now = at or timezone.now()
    seats.lock(course)
    course, enrolment = seats.fresh(course), seats.enrolment_of(course, person)
    stop_if(problems.to_answer(course, person, now))
    if enrolment is not None and enrolment.place == Place.ENROLLED:
        return enrolment
    stop_if(to_accept(enrolment, now))
    enrolment = seats.write(course, person, Place.ENROLLED, now)
    trail.record("courses.enrolled", on=course, by=by, about=person)
    notices.send_receipt(course, enrolment, by=by)
    return enrolment


def pass_on_unanswered(*, now: datetime | None = None, by) -> int:
    """Seats whose deadline is past go to the next in line; whoever stayed silent does not stand in it any
    more, and is told. Returns how many. Safe to repeat."""
    now = now or timezone.now()
    late = Enrolment.objects.filter(
        place=Place.OFFERED,
        offered_until__lte=now,
        course__state=State.PUBLISHED,
        course__starts_at__gt=now,
    )
    passed = 0
    for course in Course.objects.filter(pk__in=late.values("course")).order_by("pk"):
        with transaction.atomic():
            seats.lock(course)
            course = seats.fresh(course)
            # Read under the lock: somebody may have said yes in the meantime.
            for enrolment in late.filter(course=course).select_related("person"):
                person = enrolment.person
                enrolment.delete()
                seats.give_back(course)
                trail.record("courses.offer_lapsed", on=course, by=by, about=person)
                notices.tell_lapsed(course, person, by=by)
                passed += 1
            seats.pass_on(course, now, by)
    return passed
