"""What the clock says to those who take a course, and to those who run it. Each thing is said once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit import dates

from .. import notices, problems
from ..enums import Place, State
from ..models import Course, CourseDate, Enrolment

WORKING_DAYS = 4
#: Whoever has just signed up knows.
SETTLED = timedelta(hours=24)


def remind_of_beginning(*, now: datetime | None = None, by) -> int:
    """Remind those who take courses that begin within four working days; returns how many. Safe to repeat."""
    now = now or timezone.now()
    last_day = dates.add_working_days(dates.local(now).date(), WORKING_DAYS)
    tomorrow = dates.local(now).date() + timedelta(days=1)
    due = Enrolment.objects.filter(
        place=Place.ENROLLED,
        person__isnull=False,
        reminded_at__isnull=True,
        changed_at__lte=now - SETTLED,
        course__state=State.PUBLISHED,
        course__starts_at__date__lte=last_day,
        # From the day before on the date itself is reminded of.
        course__starts_at__date__gt=tomorrow,
    ).select_related("person", "course__group")
    reminded = 0
    for enrolment in due:
        with transaction.atomic():
            # The claim: whoever runs beside us finds the row taken.
            if Enrolment.objects.filter(
                pk=enrolment.pk, reminded_at__isnull=True, place=Place.ENROLLED
            ).update(reminded_at=now):
                notices.tell_soon(enrolment.course, enrolment, by=by)
                trail.record("courses.reminded", on=enrolment.course, by=by, about=enrolment.person)
                reminded += 1
    return reminded


def remind_of_dates(*, now: datetime | None = None, by) -> int:
    """Remind those who are signed up of each date on the day before; returns of how many dates. Safe to
    repeat."""
    now = now or timezone.now()
    tomorrow = dates.local(now).date() + timedelta(days=1)
    due = CourseDate.objects.filter(
        reminded_at__isnull=True,
        course__state=State.PUBLISHED,
        starts_at__date=tomorrow,
    ).select_related("course__group")
    reminded = 0
    for date in due:
        with transaction.atomic():
            if CourseDate.objects.filter(pk=date.pk, reminded_at__isnull=True).update(
                reminded_at=now
            ):
                notices.tell_tomorrow(date.course, date, by=by)
                trail.record("courses.date_reminded", on=date.course, by=by, date=date.pk)
                reminded += 1
    return reminded


def warn_of_too_few(*, now: datetime | None = None, by) -> int:
    """At the deadline: those who run a course that fewer than the minimum have signed up for are told, with
    the two ways on. Returns for how many courses. Safe to repeat."""
    now = now or timezone.now()
    due = Course.objects.filter(
        state=State.PUBLISHED,
        warned_at__isnull=True,
        goes_on_at__isnull=True,
        signup_closes_at__lte=now,
        starts_at__gt=now,
        taken__lt=F("minimum"),
    ).select_related("group")
    warned = 0
    for course in due:
        with transaction.atomic():
            claimed = Course.objects.filter(
                pk=course.pk, warned_at__isnull=True, taken__lt=F("minimum")
            ).update(warned_at=now)
            if claimed and problems.is_below_minimum(course, now):
                notices.tell_too_few(course, by=by)
                trail.record("courses.too_few", on=course, by=by, taken=course.taken)
                warned += 1
    return warned
