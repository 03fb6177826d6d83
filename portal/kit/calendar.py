"""Working days and public holidays in Denmark.

A working day is a day on which a municipal office is open: Monday to Friday, no public holiday,
and none of the three days that are no public holidays by law but on which offices are closed, so
that no deadline may end there: Constitution Day (5 June), 24 December and 31 December.
1 May is a working day. Store bededag was a public holiday for the last time in 2023.
"""

import datetime
from functools import lru_cache

import holidays

_CLOSED = {(6, 5), (12, 24), (12, 31)}
_PACKAGE_LANGUAGES = {"da": "da", "en": "en_US"}


def holiday_name(day: datetime.date, language: str = "da") -> str | None:
    """What keeps the offices closed on `day` ("Anden påskedag"); None on other days."""
    return _closed_days(day.year, language).get((day.month, day.day))


def is_working_day(day: datetime.date) -> bool:
    """Whether the offices are open on `day`."""
    return day.weekday() < 5 and holiday_name(day) is None


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The working day that comes `count` working days after `day` (before it when negative).

    The day itself is not counted; with a count of 0 it is returned as it is.
    """
    step = datetime.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """How many working days lie after `start` up to and including `end`.

    Negative when `end` comes first, so that `add_working_days` undoes it in both directions.
    """
    if end < start:
        step, sign = -1, -1
    else:
        step, sign = 1, 1
    days = (
        start + datetime.timedelta(days=step * away)
        for away in range(1, abs((end - start).days) + 1)
    )
    return sign * sum(map(is_working_day, days))


@lru_cache(maxsize=64)
def _closed_days(year: int, language: str) -> dict[tuple[int, int], str]:
    named = holidays.country_holidays(
        "DK",
        years=year,
        expand=False,
        categories=("public", "optional"),
        language=_PACKAGE_LANGUAGES[language],
    )
    public = holidays.country_holidays("DK", years=year, expand=False)
    return {
        (day.month, day.day): name
        for day, name in named.items()
        if day in public or (day.month, day.day) in _CLOSED
    }
