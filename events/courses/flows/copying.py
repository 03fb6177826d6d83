"""The next run of a course: a draft made of the last one."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit import dates as days
from portal.kit.problems import stop_if

from .. import problems
from ..enums import State
from ..models import Course
from ..plans import Day, Facts, Tutor
from . import planning
from .pieces import locked

#: What a deadline keeps at the least before the first date, when the old distance would lie in the past.
WEEK = timedelta(weeks=1)


@transaction.atomic
def copy(*, course: Course, at: datetime | None = None, by) -> Course:
    """A draft with the same facts and teachers, on the same weekdays at the same hours, moved by whole weeks:
    half a year on, or as far as it takes to lie ahead. The people who took it do not come along. Asked again
    while the draft is one, it is given back."""
    now = at or timezone.now()
    course = locked(course)
    stop_if(problems.to_run(course.group, by))
    weeks = _weeks(course, now)
    key = uuid5(course.uid, str(weeks))
    known = Course.objects.filter(idempotency_key=key).first()
    if known is not None and known.state == State.DRAFT:
        return known
    draft = planning.plan(
        group=course.group,
        facts=Facts(
            **{
                name: getattr(course, name)
                for name in Facts.__dataclass_fields__
                if name not in ("builds_on", "signup_closes_at")
            },
            builds_on=tuple(course.builds_on.all()),
            signup_closes_at=_later(course.signup_closes_at, weeks),
        ),
        dates=[
            Day(_later(each.starts_at, weeks), _later(each.ends_at, weeks), each.title)
            for each in course.dates.all()
        ],
        teachers=[
            Tutor(each.person, each.name, each.title)
            for each in course.teachers.select_related("person")
            if each.person is not None or each.name
        ],
        key=key if known is None else None,
        at=now,
        by=by,
    )
    trail.record("courses.copied", on=draft, by=by, of=course.pk)
    return draft


def _later(moment: datetime, weeks: int) -> datetime:
    """The same weekday and hour of the clock on the wall so many weeks on, also over a change of clocks."""
    here = days.local(moment)
    day = here.date() + timedelta(weeks=weeks)
    return datetime.combine(day, here.time(), tzinfo=days.COPENHAGEN)


def _weeks(course: Course, now: datetime) -> int:
    """Half a year, or more until the deadline lies ahead."""
    return next(weeks for weeks in count(26) if _later(course.signup_closes_at, weeks) > now + WEEK)
