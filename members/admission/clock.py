"""How long an application has waited for the secretariat, in working days: the clock stands still while the
applicant has the ball."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from portal.kit.calendar import is_working_day

from .models import Application

type Pause = tuple[date, date | None]


def waited(received: date, until: date, pauses: Iterable[Pause] = ()) -> int:
    """Working days after `received` up to and including `until`, without those that lie in a pause.

    The day on which the applicant is asked is still the secretariat's, the day of the answer is the
    applicant's. A pause without an end lasts still.
    """
    spans = [(start, end or until) for start, end in pauses]
    days = (received + timedelta(days=n) for n in range(1, (until - received).days + 1))
    return sum(
        is_working_day(day) and not any(start < day <= end for start, end in spans) for day in days
    )


def age_of(application: Application, today: date | None = None) -> int:
    """How many working days it waits, or has waited until it was closed; 0 for a draft.

    For a list: prefetch `exchanges`, and it asks nothing more.
    """
    if application.submitted_at is None:
        return 0
    end = application.closed_at
    until = timezone.localdate(end) if end else today or timezone.localdate()
    pauses = [exchange.paused for exchange in application.exchanges.all()]
    return waited(timezone.localdate(application.submitted_at), until, pauses)
