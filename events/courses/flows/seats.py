"""The pieces that everything about a course's seats is made of; how one is taken stands in `events.seats`."""

from datetime import datetime

from events import seats as line
from events.seats import give_back, lock
from members.people.queries import members
from portal.audit import trail

from .. import notices
from ..enums import Place, State
from ..models import Course, Enrolment

__all__ = ["enrolment_of", "fresh", "give_back", "lock", "pass_on", "take", "write"]


def take(course: Course, now: datetime) -> bool:
    """One seat, if there is one and the course is ahead."""
    return line.take(course, state=State.PUBLISHED, starts_at__gt=now)


def fresh(course: Course) -> Course:
    """The row as it is; asked once the lock is held."""
    return Course.objects.select_related("group").get(pk=course.pk)


def enrolment_of(course: Course, person) -> Enrolment | None:
    return Enrolment.objects.filter(course=course, person=person).first()


def write(course: Course, person, place: Place, now: datetime, **values) -> Enrolment:
    """Where the person stands from now on; what belonged to another place is emptied."""
    values = {
        "waiting_since": None,
        "offered_until": None,
        **values,
        "place": place,
        "changed_at": now,
    }
    enrolment, _ = Enrolment.objects.update_or_create(
        course=course,
        person=person,
        defaults=values,
        create_defaults={**values, "created_at": now},
    )
    return enrolment


def pass_on(course: Course, now: datetime, by) -> int:
    """Every free seat to the next in line, and tell them: held until they answer, or theirs at once when the
    list closes soon. Returns how many. The caller holds the lock."""
    passed = 0
    waiting = Enrolment.objects.filter(course=course, place=Place.WAITING, person__in=members())
    for enrolment in waiting.select_related("person").order_by("waiting_since", "pk"):
        if not take(course, now):
            break
        until = line.offer_until(course, now)
        if until is None:
            seated = write(course, enrolment.person, Place.ENROLLED, now)
            notices.tell_seated(course, seated, by=by)
        else:
            offered = write(
                course,
                enrolment.person,
                Place.OFFERED,
                now,
                waiting_since=enrolment.waiting_since,
                offered_until=until,
            )
            notices.tell_offered(course, offered, by=by)
        trail.record("courses.seat_offered", on=course, by=by, about=enrolment.person)
        passed += 1
    return passed
