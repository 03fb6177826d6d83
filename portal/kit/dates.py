"""Days and hours in writing, as Danes write them, and in English for those who chose it.

Times are shown in Denmark's time zone. A datetime without a zone is taken to be in it already.
"""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from portal.kit.calendar import (
    add_working_days,
    holiday_name,
    is_working_day,
    working_days_between,
)

__all__ = [
    "COPENHAGEN",
    "add_working_days",
    "clock",
    "clock_span",
    "date_time",
    "greeting",
    "holiday_name",
    "is_working_day",
    "local",
    "long_date",
    "midnight",
    "months_later",
    "period",
    "relative",
    "week_number",
    "weekday_date",
    "working_days_between",
]

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class _Words:
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: str
    weekday: str
    at: str
    clock: str
    span: str
    just_now: str
    soon: str
    ago: str
    ahead: str
    minutes: tuple[str, str]
    today: str
    yesterday: str
    tomorrow: str
    # From which hour each greeting is said.
    greetings: tuple[tuple[int, str], ...]


_WORDS = {
    "da": _Words(
        months=(
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ),
        weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        day="{}.",
        weekday="{} den {}",
        at="{} kl. {}",
        clock="{}.{:02d}",
        span="kl. {}-{}",
        just_now="lige nu",
        soon="om lidt",
        ago="for {} siden",
        ahead="om {}",
        minutes=("1 minut", "{} minutter"),
        today="i dag",
        yesterday="i går",
        tomorrow="i morgen",
        greetings=((18, "Godaften"), (10, "Goddag"), (5, "Godmorgen"), (0, "Godaften")),
    ),
    "en": _Words(
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        day="{}",
        weekday="{} {}",
        at="{} at {}",
        clock="{}:{:02d}",
        span="{}-{}",
        just_now="just now",
        soon="in a moment",
        ago="{} ago",
        ahead="in {}",
        minutes=("1 minute", "{} minutes"),
        today="today",
        yesterday="yesterday",
        tomorrow="tomorrow",
        greetings=(
            (18, "Good evening"),
            (12, "Good afternoon"),
            (5, "Good morning"),
            (0, "Good evening"),
        ),
    ),
}


def local(moment: datetime.datetime) -> datetime.datetime:
    """`moment` in Denmark's time zone."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=COPENHAGEN)
    return moment.astimezone(COPENHAGEN)


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment at which the day begins in Denmark."""
    return local(datetime.datetime.combine(day, datetime.time.min))


def long_date(day: datetime.date, language: str = "da") -> str:
    """21. november 2026"""
    day = _local_day(day)
    return f"{_day_and_month(day, _WORDS[language])} {day.year}"


def weekday_date(day: datetime.date, language: str = "da") -> str:
    """lørdag den 21. november 2026"""
    words, day = _WORDS[language], _local_day(day)
    return words.weekday.format(words.weekdays[day.weekday()], long_date(day, language))


def clock(moment: datetime.datetime | datetime.time, language: str = "da") -> str:
    """9.30"""
    if isinstance(moment, datetime.datetime):
        moment = local(moment)
    return _WORDS[language].clock.format(moment.hour, moment.minute)


def date_time(moment: datetime.datetime, language: str = "da") -> str:
    """21. november 2026 kl. 9.30"""
    return _WORDS[language].at.format(long_date(moment, language), clock(moment, language))


def week_number(day: datetime.date) -> int:
    """The number of the week, which begins on Monday (ISO 8601, as in Danish calendars)."""
    return _local_day(day).isocalendar().week


def relative(moment: datetime.datetime, now: datetime.datetime, language: str = "da") -> str:
    """When something was, as one says it: for 5 minutter siden, i går kl. 9.12."""
    words = _WORDS[language]
    moment, now = local(moment), local(now)
    # Two times in one zone are subtracted by their clocks, which is an hour wrong in two nights.
    seconds = (now.astimezone(datetime.UTC) - moment.astimezone(datetime.UTC)).total_seconds()
    minutes = int(abs(seconds) // 60)
    if minutes == 0:
        return words.just_now if seconds >= 0 else words.soon
    if minutes < 60:
        singular, plural = words.minutes
        spoken = singular if minutes == 1 else plural.format(minutes)
        return (words.ago if seconds > 0 else words.ahead).format(spoken)
    near = {0: words.today, 1: words.yesterday, -1: words.tomorrow}
    day = near.get((now.date() - moment.date()).days)
    if day is None:
        same_year = moment.year == now.year
        day = _day_and_month(moment, words) if same_year else long_date(moment, language)
    return words.at.format(day, clock(moment, language))


def period(start: datetime.date, end: datetime.date, language: str = "da") -> str:
    """21.-23. april 2027, without repeating what both days share."""
    words, start, end = _WORDS[language], _local_day(start), _local_day(end)
    if end < start:
        raise ValueError("The period ends before it begins.")
    last = long_date(end, language)
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{words.day.format(start.day)}-{last}"
    first = _day_and_month(start, words) if start.year == end.year else long_date(start, language)
    return f"{first} – {last}"


def clock_span(
    start: datetime.datetime | datetime.time,
    end: datetime.datetime | datetime.time,
    language: str = "da",
) -> str:
    """kl. 10-14, or kl. 9.30-11: minutes only where there are any."""
    first, last = clock(start, language), clock(end, language)
    if language == "da":
        first, last = first.removesuffix(".00"), last.removesuffix(".00")
    return _WORDS[language].span.format(first, last)


def hours_of(minutes: int, language: str = "da") -> str:
    """So many minutes in hours: 12,5, and 8 where there is nothing after the comma."""
    figure = f"{minutes / 60:.1f}".removesuffix(".0")
    return figure.replace(".", ",") if language == "da" else figure


def months_later[Day: (datetime.date, datetime.datetime)](day: Day, months: int) -> Day:
    """So many whole months on: the same day of the month, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = day.replace(year=year, month=month + 1, day=1)
    last_day = (
        (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    ).day
    return first.replace(day=min(day.day, last_day))


def greeting(now: datetime.datetime, language: str = "da") -> str:
    """Godmorgen, Goddag or Godaften."""
    hour = local(now).hour
    return next(words for first_hour, words in _WORDS[language].greetings if hour >= first_hour)


def _local_day(day: datetime.date) -> datetime.date:
    return local(day).date() if isinstance(day, datetime.datetime) else day


def _day_and_month(day: datetime.date, words: _Words) -> str:
    return f"{words.day.format(day.day)} {words.months[day.month - 1]}"
