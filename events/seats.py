"""Seats and the line for them, for whatever has a number of them: a meeting, a course.

A seat is taken by a transaction's first statement, a conditional update of the row that has `capacity` and
`taken`: it is the queue on both databases. Whoever frees a seat passes it on in the same transaction, so that
as long as somebody waits none stays free. What a seat means, and who is told, each room knows for itself.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

HAS_ROOM = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
ONE_MORE = {"taken": F("taken") + 1}

OFFER_LASTS = timedelta(hours=24)
LAST_OFFER = timedelta(hours=2)
TIME_TO_ANSWER = timedelta(hours=1)

OFFER_GONE = Blocker(
    "offer_gone", _("The seat is not held for you any more; it has been passed on.")
)
OFFER_LATE = Blocker(
    "offer_late", _("The time to answer is over; the seat goes to the next in line.")
)


def take(row: Any, **conditions: Any) -> bool:
    """One seat, if there is one and the row (as it is in the database) is as the conditions say."""
    free = type(row).objects.filter(HAS_ROOM, pk=row.pk, **conditions)
    return bool(free.update(**ONE_MORE))


def lock(row: Any) -> None:
    """Wait for everyone else who is at this row's seats; an update is a lock on both databases."""
    type(row).objects.filter(pk=row.pk).update(taken=F("taken"))


def give_back(row: Any, count: int = 1) -> None:
    """So many seats are free again; the caller holds the lock."""
    if count:
        type(row).objects.filter(pk=row.pk).update(taken=F("taken") - count)


def offer_until(row: Any, now: datetime) -> datetime | None:
    """Until when a freed seat is held for the first in line: a day, and no later than two hours before
    `row.closes_at`. None when that leaves no time to answer: the seat is then theirs at once."""
    until = min(now + OFFER_LASTS, row.closes_at - LAST_OFFER)
    return until if until - now >= TIME_TO_ANSWER else None


def to_accept(answer: Any, now: datetime) -> list[Blocker]:
    """Why the seat that is held by this row (or None) cannot be taken. From its last second on it is the next
    one's, also when it has not been passed on yet."""
    if answer is None or answer.offered_until is None:
        return [OFFER_GONE]
    return [] if now < answer.offered_until else [OFFER_LATE]


def place_in_line(line: QuerySet, answer: Any) -> int:
    """1 for the first of those who wait (`line`); the earliest `waiting_since` goes first."""
    return 1 + line.filter(before(answer.waiting_since, answer.pk)).count()


def before(since: datetime | F, number: int | F) -> Q:
    """Who stands before one who has waited since then and has this number; both may be another row's."""
    return Q(waiting_since__lt=since) | Q(waiting_since=since, pk__lt=number)
