"""A group's rhythm against the calendar: pure.

A group meets again at the earliest after `from` weeks and at the latest after `to` weeks. From the earliest
day on a meeting is due, after the latest it is overdue, unless one is announced that comes no later.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from .enums import Standing


@dataclass(frozen=True)
class Rhythm:
    from_weeks: int
    to_weeks: int


@dataclass(frozen=True)
class Cadence:
    """How a group stands on a day. `due_from` and `due_on` are the first and the last day on which its next
    meeting keeps the rhythm; `last` and `next` the days of its meetings."""

    standing: Standing
    due_from: date
    due_on: date
    last: date | None
    next: date | None
    today: date

    @property
    def weeks_since(self) -> int:
        """Whole weeks since the last meeting; 0 where there has been none."""
        return (self.today - self.last).days // 7 if self.last else 0


def stand(
    rhythm: Rhythm, *, last: date | None, next: date | None, since: date | None, today: date
) -> Cadence:
    """How a group stands today. Where it has never met it counts from `since`, the day its first coordinator
    began; without that from today."""
    begin = last or since or today
    due_from = begin + timedelta(weeks=rhythm.from_weeks)
    due_on = begin + timedelta(weeks=rhythm.to_weeks)
    if (next is not None and next <= due_on) or today < due_from:
        standing = Standing.ON_TIME
    else:
        standing = Standing.DUE if today <= due_on else Standing.OVERDUE
    return Cadence(standing, due_from, due_on, last, next, today)


@dataclass(frozen=True, order=True)
class Half:
    """Half a year: the first of 2027 is (2027, 1)."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> "Half":
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def before(self) -> "Half":
        return Half(self.year, 1) if self.half == 2 else Half(self.year - 1, 2)

    @property
    def begins(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def after(self) -> "Half":
        return Half(self.year, 2) if self.half == 1 else Half(self.year + 1, 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"

    @classmethod
    def read(cls, words: str) -> "Half | None":
        """What `str` has written; None for anything else."""
        year, _dash, half = words.partition("-")
        if len(year) != 4 or not year.isdecimal() or half not in ("1", "2") or int(year) < 1:
            return None
        return cls(int(year), int(half))


def halves_until(last: Half, count: int) -> list[Half]:
    """So many halves of a year, the given one last."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].before)
    return found[::-1]


def is_in_time(earlier: date, later: date, rhythm: Rhythm) -> bool:
    """Whether a meeting came no later after the one before than the rhythm wants."""
    return later - earlier <= timedelta(weeks=rhythm.to_weeks)
