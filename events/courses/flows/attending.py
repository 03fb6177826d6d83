"""Signing up for a course, and withdrawing; how seats are kept is told in `seats`."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.seats import to_accept
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices, problems
from ..enums import INTERESTED, Place, State
from ..models import Course, Enrolment
from . import seats


@transaction.atomic
def enrol(
    *, course: Course, person, waits: bool = False, at: datetime | None = None, by
) -> Enrolment:
    """The person takes the course, all dates of it; whoever has a seat keeps it, also one that is held for
    them still. With `waits` they are put on the waiting list when there is none. Raises `Refused` and changes
    nothing when there is none, or the time for it is past."""
    now = at or timezone.now()
    seat = seats.take(course, now)
    if not seat:
        seats.lock(course)
    course, enrolment = seats.fresh(course), seats.enrolment_of(course, person)
    held = enrolment.seats if enrolment is not None else 0
    if enrolment is not None and enrolment.place == Place.ENROLLED:
        seats.give_back(course, int(seat))
        return enrolment
    # A seat that was freed since the update found none is the next one's: without a seat, no enrolment.
    full = not seat and not held
    found = problems.to_sign_up(course, person, now, by=by)
    held_for = not seat and enrolment is not None and enrolment.place == Place.OFFERED
    stop_if(found or (to_accept(enrolment, now) if held_for else []))
    stop_if([problems.FULL] if full and not waits else [])
    if full:
        return _wait(course, person, enrolment, now, by)
    seats.give_back(course, held if seat else 0)
    enrolment = seats.write(course, person, Place.ENROLLED, now)
    trail.record("courses.enrolled", on=course, by=by, about=person)
    notices.send_receipt(course, enrolment, by=by)
    seats.pass_on(course, now, by)
    return enrolment


@transaction.atomic
def withdraw(*, course: Course, person, at: datetime | None = None, by) -> Enrolment:
    """The person does not come; a seat they had, or that was held for them, is free for the next one. Safe to
    repeat. Raises `Refused` once the course has begun."""
    now = at or timezone.now()
    seats.lock(course)
    course, enrolment = seats.fresh(course), seats.enrolment_of(course, person)
    stop_if(problems.to_answer(course, person, now))
    if enrolment is not None and enrolment.place == Place.WITHDRAWN:
        return enrolment
    came = enrolment is not None and enrolment.place == Place.ENROLLED
    seats.give_back(course, enrolment.seats if enrolment is not None else 0)
    enrolment = seats.write(course, person, Place.WITHDRAWN, now)
    if came:
        notices.send_farewell(course, enrolment, by=by)
    trail.record("courses.withdrawn", on=course, by=by, about=person)
    seats.pass_on(course, now, by)
    return enrolment


@transaction.atomic
def give_back_seats(*, person, at: datetime | None = None, by) -> int:
    """The person leaves the network: the seats they hold at coming courses, and their places in line, are for
    others, as if they had withdrawn. Lists of courses that have begun stay. Returns at how many courses; safe
    to repeat."""
    now = at or timezone.now()
    held = Enrolment.objects.filter(
        person=person,
        place__in=sorted(INTERESTED),
        course__state=State.PUBLISHED,
        course__starts_at__gt=now,
    )
    given_back = 0
    # In one order for all, so that two who leave do not wait for each other.
    for course in Course.objects.filter(pk__in=held.values("course")).order_by("pk"):
        seats.lock(course)
        enrolment = held.filter(course=course).first()
        if enrolment is None:
            continue
        course = seats.fresh(course)
        seats.give_back(course, enrolment.seats)
        seats.write(course, person, Place.WITHDRAWN, now)
        trail.record("courses.seat_given_back", on=course, by=by, about=person)
        seats.pass_on(course, now, by)
        given_back += 1
    return given_back


def _wait(course: Course, person, enrolment: Enrolment | None, now: datetime, by) -> Enrolment:
    """Behind the others in line; whoever stands there keeps their place."""
    if enrolment is not None and enrolment.place == Place.WAITING:
        return enrolment
    enrolment = seats.write(course, person, Place.WAITING, now, waiting_since=now)
    trail.record("courses.waits", on=course, by=by, about=person)
    return enrolment
