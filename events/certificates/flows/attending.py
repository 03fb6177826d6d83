"""Ticking who came to a course's date."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.courses.models import CourseDate
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import problems
from ..models import Attendance
from .holding import hold


@transaction.atomic
def tick(
    *, date: CourseDate, person: User, came: bool, at: datetime | None = None, by
) -> Attendance:
    """Note that a member came, signed up or not, or did not; ticked again, the last one counts. Raises
    `Refused` ("too_early", "full", "certified", "no_member", …)."""
    now = at or timezone.now()
    hold(date.course)
    stop_if(problems.to_tick(date, by, now))
    stop_if(problems.to_be_ticked(date, person, came=came))
    values = {"came": came, "ticked_by": by, "at": now}
    attendance, created = Attendance.objects.get_or_create(
        date=date, person=person, defaults=values
    )
    if not created and attendance.came != came:
        Attendance.objects.filter(pk=attendance.pk).update(**values)
        attendance.refresh_from_db()
    trail.record(
        "certificates.ticked", on=date.course, by=by, about=person, date=date.pk, came=came
    )
    return attendance
