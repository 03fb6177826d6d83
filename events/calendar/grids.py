"""A month in weeks, as pure data: Monday first, weeks numbered by ISO 8601, public holidays named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from portal.kit.calendar import holiday_name
from portal.kit.dates import months_later, week_number


class Spanning(Protocol):
    """Whatever lasts from one day to another, both of them included."""

    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...


@dataclass(frozen=True)
class Day[Entry: Spanning]:
    date: date
    in_month: bool
    is_today: bool
    holiday: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Week[Entry: Spanning]:
    number: int
    days: Sequence[Day[Entry]]


def days_shown(month: date) -> tuple[date, date]:
    """The Monday before or on the first of the month, and the Sunday on or after its last day."""
    last = months_later(month, 1) - timedelta(days=1)
    return month - timedelta(days=month.weekday()), last + timedelta(days=6 - last.weekday())


def by_day[Entry: Spanning](
    entries: Iterable[Entry], first: date, last: date
) -> Mapping[date, list[Entry]]:
    """Each day from first to last with what is held on it, in the order given; days without are missing."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        day = max(entry.first_day, first)
        while day <= min(entry.last_day, last):
            found.setdefault(day, []).append(entry)
            day += timedelta(days=1)
    return found


def month_in_weeks[Entry: Spanning](
    month: date, entries: Iterable[Entry], *, today: date, language: str = "da"
) -> list[Week[Entry]]:
    """The weeks that the month (its first day) has days in."""
    first, last = days_shown(month)
    held = by_day(entries, first, last)
    weeks = []
    for monday in (first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)):
        days = [
            Day(
                date=day,
                in_month=day.month == month.month,
                is_today=day == today,
                holiday=holiday_name(day, language) or "",
                entries=held.get(day, ()),
            )
            for day in (monday + timedelta(days=n) for n in range(7))
        ]
        weeks.append(Week(week_number(monday), days))
    return weeks
