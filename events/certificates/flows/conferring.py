"""Certificates of a conference: for everybody who was checked in, when it is over."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from events.check_in.models import CheckIn
from events.conference.enums import State
from events.conference.models import Conference
from portal.audit import trail
from portal.kit.problems import Refused, stop_if

from .. import notices, problems
from ..conference_queries import Came, those_who_came
from ..enums import BY_ITSELF, BY_ITSELF_UNTIL
from ..models import Certificate
from .holding import hold_conference

log = structlog.get_logger("events.certificates")


@transaction.atomic
def confer(
    *, conference: Conference, at: datetime | None = None, quietly: bool = False, by
) -> list[Certificate]:
    """Give everybody who came and has no valid certificate one, and tell them; returns the new ones. Safe to
    repeat. Raises `Refused` ("too_early", "not_held", "not_ticked", …). By the clock with `by` None."""
    now = at or timezone.now()
    hold_conference(conference)
    stop_if(problems.to_issue_of_conference(conference, by, now))
    issued = [_write(conference, row, now, by) for row in those_who_came(conference).due]
    for certificate in issued:
        trail.record("certificates.issued", on=certificate, by=by, about=certificate.person)
        if not quietly:
            notices.tell_issued(certificate, by=by)
    return issued


def _write(conference: Conference, row: Came, now: datetime, by) -> Certificate:
    return Certificate.objects.create(
        conference=conference,
        person=row.person,
        name=row.person.name,
        title=conference.title,
        place=conference.venue,
        first_day=conference.starts_on,
        last_day=conference.ends_on,
        attended=row.attended,
        dates_held=conference.days,
        minutes=row.minutes,
        issued_at=now,
        issued_by=by,
    )


def confer_due(*, now: datetime | None = None, by) -> int:
    """A week after a conference has ended, give out its certificates where nobody has; returns how many. Safe
    to repeat, and what fails does not keep the others waiting."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    over = Conference.objects.filter(
        state=State.PUBLISHED,
        ends_on__lte=today - BY_ITSELF,
        ends_on__gt=today - BY_ITSELF_UNTIL + timedelta(days=1),
        pk__in=CheckIn.objects.filter(part__isnull=True).values("conference"),
    )
    issued = 0
    for conference in over:
        try:
            with transaction.atomic():
                issued += len(confer(conference=conference, at=now, by=by))
        except Refused as refused:
            log.info("not_conferred", conference=conference.pk, codes=refused.codes)
    return issued
