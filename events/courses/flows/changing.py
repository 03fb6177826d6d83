"""A course becomes another: its facts, its dates and who teaches."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices, problems
from ..enums import Change, State
from ..models import Course, CourseDate, DroppedDate
from ..plans import Day, Facts, Tutor
from . import seats
from .indexing import index
from .pieces import locked, refuse_numbers, set_teachers

PLACE = ("place_name", "place_address", "place_room")


@transaction.atomic
def change(
    *,
    course: Course,
    facts: Facts,
    dates: Sequence[Day],
    teachers: Sequence[Tutor] = (),
    at: datetime | None = None,
    by,
) -> Course:
    """Replace facts, dates and teachers. A date keeps its identity by its `pk`, so that calendars move it;
    one that is left out is taken out of them. Those who take the course, wait or teach are told what is
    another. New seats go to the first in line. Raises `Refused`, or `ValidationError` for a CPR number."""
    now = at or timezone.now()
    before = locked(course)
    stop_if(problems.to_change(before, by, facts, dates, teachers, now))
    refuse_numbers(facts, dates, teachers)
    shown = notices.as_told(before)
    moved = _set_dates(before, dates, now)
    changes = [Change.DATES] if moved else []
    if any(getattr(before, name) != getattr(facts, name) for name in PLACE):
        changes.append(Change.PLACE)
    if before.online_url != facts.online_url:
        changes.append(Change.LINK)
    if _taught(before) != [_as_taught(each) for each in teachers]:
        changes.append(Change.TEACHERS)
        set_teachers(before, teachers)
    if set(changes) & {Change.PLACE, Change.LINK} or before.title != facts.title:
        before.dates.exclude(pk__in=moved).update(sequence=F("sequence") + 1)
    Course.objects.filter(pk=before.pk).update(
        **facts.columns,
        starts_at=min(each.starts_at for each in dates),
        ends_at=max(each.ends_at for each in dates),
        changed_at=now,
        sequence=F("sequence") + 1,
        # A later deadline is another chance: whether there are enough is asked anew.
        **({"warned_at": None} if facts.signup_closes_at > before.signup_closes_at else {}),
    )
    if before.starts_at != min(each.starts_at for each in dates):
        before.enrolments.update(reminded_at=None)
    course = seats.fresh(before)
    course.builds_on.set(facts.builds_on)
    index(course)
    trail.record("courses.changed", on=course, by=by, moved=bool(changes))
    if changes and course.state == State.PUBLISHED and not course.is_over:
        notices.tell_changed(shown, course, changes, by=by)
    seats.pass_on(course, now, by)
    return course


def _set_dates(course: Course, wished: Sequence[Day], now: datetime) -> set[int]:
    """The dates as they are from now on; returns those that are new or another, and 0 for one taken out."""
    known = {each.pk: each for each in course.dates.all()}
    kept = {each.pk: each for each in wished if each.pk in known}
    changed: set[int] = set()
    for pk, date in known.items():
        if pk not in kept:
            if course.state != State.DRAFT:
                _drop(date, now)
            date.delete()
            changed.add(0)
    # Two dates that change places would meet on the way: the constraint is on each row as it is written.
    moving = [pk for pk, day in kept.items() if day.starts_at != known[pk].starts_at]
    for pk in moving:
        _park(known[pk], kept[pk])
    for pk, day in kept.items():
        date = known[pk]
        is_moved = (date.starts_at, date.ends_at) != (day.starts_at, day.ends_at)
        if is_moved or date.title != day.title:
            CourseDate.objects.filter(pk=pk).update(
                starts_at=day.starts_at,
                ends_at=day.ends_at,
                title=day.title,
                sequence=F("sequence") + 1,
                **({"reminded_at": None} if is_moved else {}),
            )
            changed.add(pk)
    for day in wished:
        if day.pk not in known:
            new = CourseDate.objects.create(
                course=course, starts_at=day.starts_at, ends_at=day.ends_at, title=day.title
            )
            changed.add(new.pk)
    return changed


def _park(date: CourseDate, day: Day) -> None:
    """Out of the others' way for a moment, at a time that no course has."""
    far = datetime(2999, 1, 1, tzinfo=UTC) + timedelta(minutes=date.pk)
    CourseDate.objects.filter(pk=date.pk).update(
        starts_at=far, ends_at=far + (day.ends_at - day.starts_at)
    )


def _drop(date: CourseDate, now: datetime) -> None:
    DroppedDate.objects.create(
        uid=date.uid,
        course_id=date.course_id,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        title=date.title,
        sequence=date.sequence + 1,
        dropped_at=now,
    )


def _taught(course: Course) -> list[tuple]:
    return [(each.person_id, each.name, each.title) for each in course.teachers.all()]


def _as_taught(tutor: Tutor) -> tuple:
    if tutor.person is not None:
        return (tutor.person.pk, "", tutor.title)
    return (None, tutor.name, tutor.title)
