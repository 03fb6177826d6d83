"""A group's rhythm against the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.cadence.enums import Standing
from events.cadence.rhythm import Half, Rhythm, halves_until, is_in_time, stand

LOCAL = Rhythm(6, 12)
LAST = date(2027, 1, 6)


def days_later(days: int) -> date:
    return LAST + timedelta(days=days)


@pytest.mark.parametrize(
    ("today", "coming", "standing"),
    [
        (6 * 7 - 1, None, Standing.ON_TIME),
        (6 * 7, None, Standing.DUE),
        (12 * 7, None, Standing.DUE),
        (12 * 7 + 1, None, Standing.OVERDUE),
        (50, 12 * 7, Standing.ON_TIME),
        (50, 12 * 7 + 1, Standing.DUE),
        (90, 100, Standing.OVERDUE),
    ],
)
def test_on_time_due_and_overdue(today, coming, standing):
    found = stand(
        LOCAL,
        last=LAST,
        next=days_later(coming) if coming else None,
        since=None,
        today=days_later(today),
    )
    assert found.standing == standing
    assert (found.due_from, found.due_on) == (days_later(42), days_later(84))


def test_a_group_that_never_met_counts_from_its_first_coordinator():
    found = stand(LOCAL, last=None, next=None, since=LAST, today=days_later(85))
    assert (found.standing, found.due_on, found.weeks_since) == (
        Standing.OVERDUE,
        days_later(84),
        0,
    )
    fresh = stand(LOCAL, last=None, next=None, since=None, today=LAST)
    assert (fresh.standing, fresh.due_on) == (Standing.ON_TIME, days_later(84))


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 1000))
def test_waiting_never_makes_it_better(first, more, days):
    order = [Standing.ON_TIME, Standing.DUE, Standing.OVERDUE]
    facts = {"last": LAST, "next": None, "since": None}
    rhythm = Rhythm(first, first + more)
    today = stand(rhythm, today=days_later(days), **facts).standing
    tomorrow = stand(rhythm, today=days_later(days + 1), **facts).standing
    assert order.index(tomorrow) >= order.index(today)


def test_a_meeting_is_in_time_until_the_last_week_of_the_rhythm():
    day = date(2026, 1, 5)
    assert is_in_time(day, day + timedelta(weeks=LOCAL.to_weeks), LOCAL)
    assert not is_in_time(day, day + timedelta(weeks=LOCAL.to_weeks, days=1), LOCAL)


@pytest.mark.parametrize(
    ("words", "half"),
    [("2026-1", Half(2026, 1)), ("2027-2", Half(2027, 2))]
    + [(words, None) for words in ("", "2026", "2026-3", "26-1", "0000-1", "2026-1-1", "²⁰²⁶-1")],
)
def test_half_a_year_is_read_as_it_is_written(words, half):
    assert Half.read(words) == half
    assert half is None or str(half) == words


def test_half_years():
    assert halves_until(Half.of(date(2027, 6, 30)), 3) == [
        Half(2026, 1),
        Half(2026, 2),
        Half(2027, 1),
    ]
    assert Half.of(date(2027, 7, 1)).after == Half(2028, 1)
