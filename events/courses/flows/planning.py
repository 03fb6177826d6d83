"""From a draft to the last date: what those do who run courses. How one is changed stands in `changing`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.groups.models import Group
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices, problems
from ..enums import State
from ..models import Course, CourseDate
from ..plans import Day, Facts, Tutor
from .indexing import index
from .pieces import locked, refuse_numbers, set_teachers


@transaction.atomic
def plan(
    *,
    group: Group | None,
    facts: Facts,
    dates: Sequence[Day],
    teachers: Sequence[Tutor] = (),
    key: UUID | None = None,
    at: datetime | None = None,
    by,
) -> Course:
    """A draft for a group, or for the whole network. The same key again gives the same draft; `at` dates an
    older one. Raises `Refused`, or `ValidationError` for a CPR number."""
    now = at or timezone.now()
    stop_if(problems.to_plan(group, by, facts, dates, teachers, now))
    refuse_numbers(facts, dates, teachers)
    course, created = Course.objects.get_or_create(
        idempotency_key=key or uuid4(),
        defaults={
            **facts.columns,
            "group": group,
            "starts_at": min(each.starts_at for each in dates),
            "ends_at": max(each.ends_at for each in dates),
            "planned_by": by,
            "created_at": now,
            "changed_at": now,
        },
    )
    if created:
        CourseDate.objects.bulk_create(
            CourseDate(
                course=course, starts_at=each.starts_at, ends_at=each.ends_at, title=each.title
            )
            for each in dates
        )
        set_teachers(course, teachers)
        course.builds_on.set(facts.builds_on)
        index(course)
        trail.record(
            "courses.planned", on=course, by=by, group=group.pk if group is not None else None
        )
    return course


@transaction.atomic
def publish(*, course: Course, at: datetime | None = None, quietly: bool = False, by) -> Course:
    """Show it to all members and tell the group's, or all. `at` dates the announcing of a course of earlier
    days, which is no news to anyone."""
    course = locked(course)
    now = at or timezone.now()
    stop_if(problems.to_publish(course, by, now))
    _set(course, state=State.PUBLISHED, published_at=now, changed_at=now)
    trail.record("courses.published", on=course, by=by)
    if not quietly and course.is_open:
        notices.tell_published(course, by=by)
    return course


@transaction.atomic
def discard(*, course: Course, by) -> None:
    """Throw a draft away; what has been announced is cancelled instead."""
    course = locked(course)
    stop_if(problems.to_discard(course, by))
    trail.record("courses.discarded", on=course, by=by)
    course.delete()


@transaction.atomic
def cancel(*, course: Course, at: datetime | None = None, by) -> Course:
    """Call it off and tell those who are signed up, wait or teach; the page stays, so that old links say
    why."""
    course = locked(course)
    now = at or timezone.now()
    stop_if(problems.to_cancel(course, by, now))
    course.dates.update(sequence=F("sequence") + 1)
    _set(course, state=State.CANCELLED, cancelled_at=now, changed_at=now)
    trail.record("courses.cancelled", on=course, by=by)
    notices.tell_cancelled(course, by=by)
    return course


@transaction.atomic
def hold(*, course: Course, at: datetime | None = None, by) -> Course:
    """It has been held; safe to repeat. Raises `Refused` before its last date is over."""
    course = locked(course)
    if course.state == State.HELD:
        return course
    now = at or timezone.now()
    stop_if(problems.to_hold(course, by, now))
    _set(course, state=State.HELD, changed_at=now)
    trail.record("courses.held", on=course, by=by)
    return course


@transaction.atomic
def go_on(*, course: Course, at: datetime | None = None, by) -> Course:
    """It is held although fewer than the minimum have signed up; safe to repeat, nobody decides twice."""
    course = locked(course)
    if course.goes_on_at is not None:
        return course
    now = at or timezone.now()
    stop_if(problems.to_go_on(course, by, now))
    _set(course, goes_on_at=now)
    trail.record("courses.goes_on", on=course, by=by)
    return course


def _set(course: Course, **values) -> None:
    Course.objects.filter(pk=course.pk).update(**values)
    course.refresh_from_db(fields=list(values))
