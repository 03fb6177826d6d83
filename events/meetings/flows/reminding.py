"""Two working days before the meeting those who come are reminded, and from the day before those who come
online have the link. Each is told once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit import dates

from .. import notices, rules
from ..enums import Answer, State, Way
from ..models import SignUp

WORKING_DAYS = 2
#: Whoever has just signed up knows.
SETTLED = timedelta(hours=24)


def remind(*, now: datetime | None = None, by) -> int:
    """Remind those who come to meetings within two working days; returns how many. Safe to repeat."""
    now = now or timezone.now()
    last_day = dates.add_working_days(dates.local(now).date(), WORKING_DAYS)
    due = _ahead(now).filter(
        reminded_at__isnull=True,
        changed_at__lte=now - SETTLED,
        meeting__starts_at__date__lte=last_day,
    )
    reminded = 0
    for answer in due:
        with transaction.atomic():
            # The claim: whoever runs beside us finds the row taken.
            if SignUp.objects.filter(
                pk=answer.pk, reminded_at__isnull=True, state=Answer.COMING
            ).update(reminded_at=now):
                notices.tell_soon(answer.meeting, answer, by=by)
                trail.record("meetings.reminded", on=answer.meeting, by=by, about=answer.person)
                reminded += 1
    return reminded


def send_links(*, now: datetime | None = None, by) -> int:
    """The link to those who come online, as soon as it is shown; returns how many. Safe to repeat."""
    now = now or timezone.now()
    due = _ahead(now).filter(
        link_sent_at__isnull=True,
        way=Way.ONLINE,
        meeting__starts_at__lte=now + rules.LINK_SHOWN,
    )
    sent = 0
    for answer in due:
        if not rules.may_see_link(answer.person, answer.meeting, answer.state, now):
            continue
        with transaction.atomic():
            if SignUp.objects.filter(
                pk=answer.pk, link_sent_at__isnull=True, state=Answer.COMING
            ).update(link_sent_at=now):
                notices.tell_link(answer.meeting, answer, by=by)
                trail.record("meetings.link_sent", on=answer.meeting, by=by, about=answer.person)
                sent += 1
    return sent


def _ahead(now: datetime):
    return SignUp.objects.filter(
        state=Answer.COMING,
        person__isnull=False,
        meeting__state=State.PUBLISHED,
        meeting__starts_at__gt=now,
    ).select_related("person", "meeting__group", "meeting__host")
