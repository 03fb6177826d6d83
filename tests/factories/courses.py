"""Courses for tests, made through the same flows as in the portal."""

from datetime import timedelta

from django.utils import timezone

from events.courses.flows import attending, planning
from events.courses.models import Course
from events.courses.plans import Day, Facts, Tutor
from members.people.enums import Role
from tests.factories.people import make_secretariat


def course_days(*, days: float = 30, count: int = 3, gap: int = 14, title: str = "") -> list[Day]:
    """So many dates of five hours, the first in so many days."""
    first = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)
    return [
        Day(start, start + timedelta(hours=5), title)
        for start in (first + timedelta(days=gap * number) for number in range(count))
    ]


def course_facts(dates: list[Day], **changes) -> Facts:
    """Facts that fit these dates; sign-up closes a week before the first."""
    values = {
        "title": "Mægling i praksis",
        "signup_closes_at": dates[0].starts_at - timedelta(days=7),
        "summary": "Fra den første samtale til aftalen på papir.",
        "place_name": "Nyborg Rådhus",
        "place_room": "Lokale 2.1",
        "minimum": 1,
        "capacity": 12,
        "dates_needed": len(dates),
    }
    return Facts(**{**values, **changes})


def make_course_draft(
    group=None, *, by=None, dates=None, teachers=(), at=None, **changes
) -> Course:
    """A draft for a group, or for the whole network by the given or a new secretariat editor."""
    by = by or make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    dates = course_days() if dates is None else dates
    return planning.plan(
        group=group,
        facts=course_facts(dates, **changes),
        dates=dates,
        teachers=teachers,
        at=at,
        by=by,
    )


def make_course(group=None, *, by=None, **changes) -> Course:
    """An announced course, told to nobody."""
    draft = make_course_draft(group, by=by, **changes)
    return planning.publish(course=draft, quietly=True, by=draft.planned_by)


def teacher(person) -> Tutor:
    return Tutor(person=person, title="borgerrådgiver")


def enrol(course: Course, *people, waits: bool = False) -> None:
    for person in people:
        attending.enrol(course=course, person=person, waits=waits, by=person)


def let_course_begin(course: Course, *, over: bool = False) -> Course:
    """Move it to where its first date began an hour ago, or where its last one ended."""
    now = timezone.now()
    target = now - timedelta(hours=1) - (course.ends_at - course.starts_at if over else timedelta())
    shift = course.starts_at - target
    if over:
        shift += timedelta(hours=1)
    for date in course.dates.order_by("starts_at"):
        course.dates.filter(pk=date.pk).update(
            starts_at=date.starts_at - shift, ends_at=date.ends_at - shift
        )
    Course.objects.filter(pk=course.pk).update(
        signup_closes_at=course.signup_closes_at - shift,
        starts_at=course.starts_at - shift,
        ends_at=course.ends_at - shift,
    )
    course.refresh_from_db()
    return course
