"""Issuing certificates, and taking a wrong one back."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from events.courses.models import Course
from members.onboarding.enums import Deed
from members.onboarding.flows import tick as tick_step
from portal.audit import trail
from portal.kit.problems import Blocker, Refused, stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import BY_ITSELF, BY_ITSELF_UNTIL
from ..models import Attendance, Certificate
from ..queries import Due, preview_of
from ..rules import STANDING
from .holding import hold, hold_what_it_is_of

log = structlog.get_logger("events.certificates")


@transaction.atomic
def issue(
    *, course: Course, at: datetime | None = None, quietly: bool = False, by
) -> list[Certificate]:
    """Give everybody who came to enough dates and has no valid certificate one; returns the new ones. Safe to
    repeat: a second click finds nobody left. Raises `Refused` ("too_early", "not_held", "not_ticked", …). By
    the clock with `by` None."""
    now = at or timezone.now()
    hold(course)
    stop_if(problems.to_issue(course, by, now))
    due = preview_of(course).due
    issued = [_write(course, row, now, by) for row in due]
    for row, certificate in zip(due, issued, strict=True):
        person = row.person
        tick_step(
            person=person, deed=Deed.COURSE_TAKEN, about=f"certificate:{certificate.pk}", by=by
        )
        trail.record("certificates.issued", on=certificate, by=by, about=person)
    if not quietly:
        for certificate in issued:
            notices.tell_issued(certificate, by=by)
    return issued


def _write(course: Course, row: Due, now: datetime, by) -> Certificate:
    teachers = course.teachers.select_related("person")
    return Certificate.objects.create(
        course=course,
        person=row.person,
        name=row.person.name,
        title=course.title,
        attended=[
            [date.starts_at.isoformat(), date.ends_at.isoformat(), date.title] for date in row.dates
        ],
        dates_held=course.dates.count(),
        minutes=row.minutes,
        teachers="\n".join(
            ", ".join(filter(None, [str(teacher), teacher.title])) for teacher in teachers
        ),
        issued_at=now,
        issued_by=by,
    )


@transaction.atomic
def withdraw(
    *, certificate: Certificate, because: str, at: datetime | None = None, by
) -> Certificate:
    """Say that a certificate no longer holds, and why; the number says so to whoever looks it up.
    Another is issued under another number. Raises `Refused` ("withdrawn", "no_reason", …);
    ValidationError for a CPR number."""
    refuse_cpr(because)
    stop_if(problems.to_withdraw(certificate, by))
    if not because.strip():
        raise Refused([Blocker("no_reason", problems.REASON)])
    hold_what_it_is_of(certificate)
    withdrawn = Certificate.objects.filter(pk=certificate.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at or timezone.now(), withdrawn_by=by, withdrawn_because=because.strip()
    )
    if not withdrawn:
        raise Refused([problems.WITHDRAWN])
    certificate.refresh_from_db()
    trail.record("certificates.withdrawn", on=certificate, by=by, about=certificate.person)
    notices.tell_withdrawn(certificate, by=by)
    return certificate


def issue_due(*, now: datetime | None = None, by) -> int:
    """A week after a course has ended, issue its certificates where nobody has; returns how many. Safe to
    repeat, and what fails does not keep the others waiting."""
    now = now or timezone.now()
    over = Course.objects.filter(
        state__in=sorted(STANDING),
        ends_at__lte=now - BY_ITSELF,
        ends_at__gt=now - BY_ITSELF_UNTIL,
        pk__in=Attendance.objects.filter(came=True).values("date__course"),
    )
    issued = 0
    for course in over:
        try:
            with transaction.atomic():
                issued += len(issue(course=course, at=now, by=by))
        except Refused as refused:
            log.info("not_issued", course=course.pk, codes=refused.codes)
    return issued
