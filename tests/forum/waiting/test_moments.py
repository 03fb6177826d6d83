"""How long something has waited: whole working days, and no wave of old news."""

import pytest

from forum.waiting.moments import STILL_NEWS, stage_due, waited
from tests.factories.following import moment


@pytest.mark.parametrize(
    ("since", "now", "days"),
    [
        ("2026-11-13 10:00", "2026-11-13 16:00", 0),  # the same Friday
        ("2026-11-13 10:00", "2026-11-16 07:00", 0),  # Monday morning: no day has passed
        ("2026-11-13 10:00", "2026-11-17 07:00", 1),
        ("2026-11-13 10:00", "2026-11-18 07:00", 2),
        ("2026-11-13 23:59", "2026-11-18 07:00", 2),  # however late on Friday
        ("2026-11-14 09:00", "2026-11-18 07:00", 2),  # or on Saturday
        ("2026-12-22 09:00", "2026-12-29 07:00", 2),  # 23rd and 28th: Christmas does not count
        ("2026-04-01 09:00", "2026-04-08 07:00", 1),  # Easter: only the Tuesday
        ("2026-11-18 07:00", "2026-11-13 10:00", 0),  # never less than nothing
    ],
)
def test_only_whole_working_days_count(since, now, days):
    assert waited(moment(since), moment(now)) == days


def test_a_day_is_a_day_in_denmark():
    late = moment("2026-11-16 23:30")  # still Monday here, Monday evening in UTC, too
    assert waited(late, moment("2026-11-18 07:00")) == 1
    early = moment("2026-11-17 00:30")  # Tuesday here, Monday in UTC
    assert waited(early, moment("2026-11-18 07:00")) == 0


def test_each_time_comes_after_as_many_days_again():
    stages = [stage_due(days, after=2, times=2) for days in range(7)]
    assert stages == [0, 0, 1, 1, 2, 2, 2]


def test_never_is_never():
    assert {stage_due(days, after=2, times=0) for days in range(30)} == {0}


def test_what_has_been_due_for_long_is_no_news():
    last = 2 * 2 + STILL_NEWS
    assert stage_due(last, after=2, times=2) == 2
    assert stage_due(last + 1, after=2, times=2) == 0
