from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import calendar

any_day = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "danish", "english"),
    [
        (date(2027, 1, 1), "Nytårsdag", "New Year's Day"),
        (date(2027, 3, 25), "Skærtorsdag", "Maundy Thursday"),
        (date(2027, 3, 29), "Anden påskedag", "Easter Monday"),
        (date(2027, 5, 6), "Kristi himmelfartsdag", "Ascension Day"),
        (date(2026, 6, 5), "Grundlovsdag", "Constitution Day"),
        (date(2026, 12, 24), "Juleaftensdag", "Christmas Eve"),
        (date(2026, 12, 31), "Nytårsaften", "New Year's Eve"),
    ],
)
def test_a_closed_day_has_a_name_and_is_no_working_day(day, danish, english):
    assert calendar.holiday_name(day) == danish
    assert calendar.holiday_name(day, "en") == english
    assert not calendar.is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 11, 20), date(2026, 12, 30)])
def test_other_weekdays_are_working_days_without_a_name(day):
    assert calendar.holiday_name(day) is None
    assert calendar.is_working_day(day)


def test_weekends_are_no_working_days():
    assert not calendar.is_working_day(date(2026, 11, 21))
    assert not calendar.is_working_day(date(2026, 11, 22))


def test_store_bededag_is_a_working_day_from_2024():
    assert calendar.holiday_name(date(2023, 5, 5)) == "Store bededag"
    assert not calendar.is_working_day(date(2023, 5, 5))
    # The fourth Friday after Easter in the years since.
    for day in (date(2024, 4, 26), date(2025, 5, 16), date(2026, 5, 1), date(2027, 4, 23)):
        assert calendar.is_working_day(day)


def test_working_days_are_counted_over_easter_and_christmas():
    assert calendar.add_working_days(date(2027, 3, 24), 1) == date(2027, 3, 30)
    assert calendar.add_working_days(date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert calendar.add_working_days(date(2027, 3, 30), -1) == date(2027, 3, 24)
    assert calendar.working_days_between(date(2026, 12, 23), date(2027, 1, 4)) == 4


def test_a_day_is_returned_as_it_is_when_nothing_is_added():
    assert calendar.add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


@given(any_day, st.integers(-40, 40).filter(bool))
def test_counting_undoes_adding(day, count):
    there = calendar.add_working_days(day, count)

    assert calendar.is_working_day(there)
    assert calendar.working_days_between(day, there) == count
