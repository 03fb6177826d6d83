"""A month in weeks, and a year as a wheel: every day once, weeks and holidays as in Denmark."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.calendar.grids import by_day, days_shown, month_in_weeks
from events.calendar.wheel import DOT, INNER, MIDDLE, WEEKS, turn, wheel

MONTHS = st.dates(date(2022, 1, 1), date(2099, 11, 30)).map(lambda day: day.replace(day=1))


@dataclass(frozen=True)
class Held:
    first_day: date
    last_day: date


def test_december_2026_has_the_weeks_49_to_53_and_its_holidays_by_name():
    weeks = month_in_weeks(date(2026, 12, 1), [], today=date(2026, 12, 3))
    assert [week.number for week in weeks] == [49, 50, 51, 52, 53]
    days = {day.date: day for week in weeks for day in week.days}
    assert (min(days), max(days)) == (date(2026, 11, 30), date(2027, 1, 3))
    assert days[date(2026, 12, 25)].holiday == "Juledag"
    assert days[date(2027, 1, 1)].holiday == "Nytårsdag"
    assert [day.date.day for day in days.values() if day.is_today] == [3]
    assert not days[date(2026, 11, 30)].in_month and days[date(2026, 12, 31)].in_month


@given(MONTHS)
def test_every_day_of_a_month_stands_there_once_and_every_week_begins_on_a_monday(month):
    weeks = month_in_weeks(month, [], today=month)
    days = [day for week in weeks for day in week.days]
    assert all(week.days[0].date.weekday() == 0 and len(week.days) == 7 for week in weeks)
    assert [day.date for day in days] == [days[0].date + timedelta(n) for n in range(len(days))]
    inside = [day.date for day in days if day.in_month]
    assert inside[0] == month and (inside[-1] + timedelta(days=1)).day == 1
    assert 4 <= len(weeks) <= 6


@given(MONTHS, st.lists(st.tuples(st.integers(-40, 60), st.integers(0, 20)), max_size=12))
def test_what_lasts_for_days_stands_on_each_of_them_and_on_no_other(month, spans):
    held = [
        Held(month + timedelta(begin), month + timedelta(begin + length)) for begin, length in spans
    ]
    first, last = days_shown(month)
    found = by_day(held, first, last)
    for day in (first + timedelta(n) for n in range((last - first).days + 1)):
        assert found.get(day, []) == [
            each for each in held if each.first_day <= day <= each.last_day
        ]
    assert all(first <= day <= last for day in found)


# --- the wheel -------------------------------------------------------------------------------------------
def test_the_year_begins_at_the_top_and_runs_clockwise():
    spring, summer = (turn(date(2026, month, 1)) for month in (4, 7))
    assert turn(date(2026, 1, 1)) < 0.002 < 0.24 < spring < 0.26 < 0.49 < summer < 0.51
    found = wheel(2026, [(date(2026, 4, 1), 0)], rings=3, today=date(2026, 1, 1))
    (dot,) = found.dots
    assert float(dot.x) > MIDDLE + 200 and abs(float(dot.y) - MIDDLE) < 5


@pytest.mark.parametrize(("year", "last"), [(2026, 53), (2027, 51)])
def test_each_week_has_its_number_in_the_year_that_has_its_thursday(year, last):
    numbers = [int(mark.words) for mark in wheel(year, [], rings=3, today=date(2020, 1, 1)).weeks]
    assert numbers == list(range(1, last + 1, 2))


def test_the_holidays_of_the_year_are_marked_by_name():
    words = [tick.words for tick in wheel(2027, [], rings=3, today=date(2027, 5, 1)).holidays]
    assert "Anden påskedag" in words and "Store bededag" not in words


def test_another_years_day_is_no_dot_and_keeps_its_number():
    held = [(date(2025, 12, 31), 0), (date(2026, 5, 5), 1)]
    found = wheel(2026, held, rings=3, today=date(2025, 1, 1))
    assert [(dot.number, dot.series) for dot in found.dots] == [("2", 2)]
    assert found.today is None


@given(st.lists(st.tuples(st.integers(0, 364), st.integers(0, 2)), max_size=25))
def test_no_dot_covers_another(held):
    days = sorted((date(2026, 1, 1) + timedelta(n), ring) for n, ring in held)
    dots = wheel(2026, days, rings=3, today=date(2026, 1, 1)).dots
    places = [(float(dot.x), float(dot.y)) for dot in dots]
    for number, place in enumerate(places):
        for other in places[number + 1 :]:
            # Places are written with one decimal.
            assert math.dist(place, other) > 2 * DOT - 0.3


def test_a_busy_year_stays_inside_the_ring_of_weeks():
    held = [(date(2026, 1, 5) + timedelta(days=7 * n), n % 3) for n in range(50)]
    for dot in wheel(2026, held, rings=3, today=date(2026, 1, 1)).dots:
        radius = math.dist((float(dot.x), float(dot.y)), (MIDDLE, MIDDLE))
        assert INNER < radius < WEEKS
