"""The year wheel (*årshjul*) as pure geometry: days go in, places on a circle come out. January begins at the
top, and the year runs clockwise.

Places are texts, for a template would write 1024 as 1.024. Colours are classes, since the policy for styles
allows no other way.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.kit.calendar import holiday_name
from portal.kit.dates import week_number

#: All in the drawing's own units.
SIZE = 640
MIDDLE = SIZE / 2
OUTER, MONTHS, WEEKS, INNER = 312.0, 276.0, 252.0, 96.0
DOT = 9.0


@dataclass(frozen=True)
class Sector:
    """A month by its first day: its outline, and where its name stands."""

    path: str
    x: str
    y: str
    first: date


@dataclass(frozen=True)
class Mark:
    """A short word on the circle: a week's number, or a dot's."""

    x: str
    y: str
    words: str


@dataclass(frozen=True)
class Tick:
    """A line across the ring of weeks: a public holiday."""

    x1: str
    y1: str
    x2: str
    y2: str
    words: str


@dataclass(frozen=True)
class Dot:
    """Something that is held: where, in which colour, and its number in the list beneath."""

    x: str
    y: str
    series: int
    number: str


@dataclass(frozen=True)
class Wheel:
    size: str
    middle: str
    weeks_radius: str
    inner_radius: str
    sectors: list[Sector]
    weeks: list[Mark]
    holidays: list[Tick]
    dots: list[Dot]
    today: Tick | None


def wheel(year: int, held: Iterable[tuple[date, int]], *, rings: int, today: date) -> Wheel:
    """A year with what is held, each with its ring (0 is the outermost of `rings`), in the order of the list
    beneath. Days of another year are left out, and keep their number."""
    return Wheel(
        size=_text(SIZE),
        middle=_text(MIDDLE),
        weeks_radius=_text(WEEKS),
        inner_radius=_text(INNER),
        sectors=[_sector(year, month) for month in range(1, 13)],
        weeks=_weeks(year),
        holidays=_holidays(year),
        dots=_dots(year, held, rings),
        today=_tick(today, INNER, MONTHS, "") if today.year == year else None,
    )


def turn(day: date) -> float:
    """How far round a day lies, from 0 on 1 January to nearly 1; its middle, not its midnight."""
    first, next_first = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return ((day - first).days + 0.5) / (next_first - first).days


def _at(part: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * part
    return MIDDLE + radius * math.sin(angle), MIDDLE - radius * math.cos(angle)


def _text(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _place(part: float, radius: float) -> tuple[str, str]:
    x, y = _at(part, radius)
    return _text(x), _text(y)


def _sector(year: int, month: int) -> Sector:
    first, next_first = date(year, 1, 1), date(year + 1, 1, 1)
    days = (next_first - first).days
    begins = (date(year, month, 1) - first).days / days
    after = date(year, month + 1, 1) if month < 12 else next_first
    ends = (after - first).days / days
    corners = [
        _place(begins, MONTHS),
        _place(begins, OUTER),
        _place(ends, OUTER),
        _place(ends, MONTHS),
    ]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    outer, inner = _text(OUTER), _text(MONTHS)
    path = (
        f"M{ax} {ay} L{bx} {by} A{outer} {outer} 0 0 1 {cx} {cy} "
        f"L{dx} {dy} A{inner} {inner} 0 0 0 {ax} {ay} Z"
    )
    x, y = _place((begins + ends) / 2, (OUTER + MONTHS) / 2)
    return Sector(path, x, y, date(year, month, 1))


def _weeks(year: int) -> list[Mark]:
    """Every other week's number, where its Thursday lies: the year that has it has the week (ISO 8601)."""
    marks = []
    for week in range(1, 54, 2):
        try:
            thursday = date.fromisocalendar(year, week, 4)
        except ValueError:  # most years have 52
            continue
        if week_number(thursday) == week:
            x, y = _place(turn(thursday), (MONTHS + WEEKS) / 2)
            marks.append(Mark(x, y, str(week)))
    return marks


def _holidays(year: int) -> list[Tick]:
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(number) for number in range(first, date(year + 1, 1, 1).toordinal()))
    return [_tick(day, WEEKS - 10, WEEKS, name) for day in days if (name := holiday_name(day))]


def _tick(day: date, inner: float, outer: float, words: str) -> Tick:
    (x1, y1), (x2, y2) = _place(turn(day), inner), _place(turn(day), outer)
    return Tick(x1, y1, x2, y2, words)


def _dots(year: int, held: Iterable[tuple[date, int]], rings: int) -> list[Dot]:
    """Two in the same ring whose dots would cover each other: the later one moves inwards."""
    width = (WEEKS - 16 - INNER) / rings
    dots: list[Dot] = []
    taken: list[tuple[float, float]] = []
    for number, (day, ring) in enumerate(held, start=1):
        if day.year != year:
            continue
        radius = WEEKS - 24 - ring * width
        while any(math.dist(_at(turn(day), radius), other) < 2 * DOT for other in taken):
            radius -= DOT
        taken.append(_at(turn(day), radius))
        x, y = _place(turn(day), radius)
        dots.append(Dot(x, y, ring + 1, str(number)))
    return dots
