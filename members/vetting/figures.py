"""How many applied, what it came to, and how long it took. Anonymised cases are counted like all others:
of them only what is counted is left."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Q
from django.utils import timezone

from members.admission.clock import age_of
from members.admission.enums import State
from members.admission.queries import applications_for

#: What a case can come to, in the order in which it is shown.
OUTCOMES = (State.APPROVED, State.REJECTED, State.WITHDRAWN, State.JOINED)


@dataclass(frozen=True)
class Month:
    """One month: how many came, and how many ended in each way."""

    first: date
    received: int
    ended: dict[State, int]

    @property
    def cells(self) -> list[int]:
        return [self.ended[outcome] for outcome in OUTCOMES]


@dataclass(frozen=True)
class Figures:
    """A period's figures. `days` are working days from receipt to decision, without those on which the
    applicant had the ball; of withdrawn and joined cases they are not counted."""

    months: list[Month]
    received: int
    ended: dict[State, int]
    days: list[int]

    @property
    def decided(self) -> int:
        return self.ended[State.APPROVED] + self.ended[State.REJECTED]

    @property
    def median(self) -> float | None:
        return median(self.days) if self.days else None

    @property
    def longest(self) -> int | None:
        return max(self.days, default=None)


def figures_for(user, *, since: date, until: date) -> Figures:
    """What happened from one day to another, both counted, as the reader may know it."""
    within = Q()
    for moment in ("submitted_at", "decided_at", "withdrawn_at", "joined_at"):
        within |= Q(**{f"{moment}__date__gte": since, f"{moment}__date__lte": until})
    came: Counter[date] = Counter()
    went: Counter[tuple[date, State]] = Counter()
    days = []
    for case in applications_for(user).filter(within).prefetch_related("exchanges"):
        received = timezone.localdate(case.submitted_at)
        if since <= received <= until:
            came[received.replace(day=1)] += 1
        ended = timezone.localdate(case.closed_at) if case.closed_at else None
        if ended is not None and since <= ended <= until:
            went[ended.replace(day=1), State(case.state)] += 1
            if case.decided_at is not None:
                days.append(age_of(case))
    months = [
        Month(first, came[first], {outcome: went[first, outcome] for outcome in OUTCOMES})
        for first in _months(since, until)
    ]
    ended_in_all = {outcome: sum(month.ended[outcome] for month in months) for outcome in OUTCOMES}
    return Figures(months, came.total(), ended_in_all, sorted(days))


def _months(since: date, until: date) -> Iterator[date]:
    month = since.replace(day=1)
    while month <= until:
        yield month
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
