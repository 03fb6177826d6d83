import datetime
from datetime import UTC, date, time

import pytest

from portal.kit import dates

SATURDAY = date(2026, 11, 21)


def at(*parts):
    return datetime.datetime(*parts, tzinfo=dates.COPENHAGEN)


NOW = at(2026, 11, 21, 12, 0)


def test_a_date_is_written_out():
    assert dates.long_date(SATURDAY) == "21. november 2026"
    assert dates.long_date(SATURDAY, "en") == "21 November 2026"
    assert dates.long_date(date(2027, 5, 1)) == "1. maj 2027"


def test_a_date_is_written_with_its_weekday():
    assert dates.weekday_date(SATURDAY) == "lørdag den 21. november 2026"
    assert dates.weekday_date(SATURDAY, "en") == "Saturday 21 November 2026"


def test_a_moment_is_written_with_its_hour():
    assert dates.date_time(at(2026, 11, 21, 9, 30)) == "21. november 2026 kl. 9.30"
    assert dates.date_time(at(2026, 11, 21, 9, 5), "en") == "21 November 2026 at 9:05"
    assert dates.date_time(at(2026, 11, 21, 14, 0)) == "21. november 2026 kl. 14.00"


def test_a_moment_is_shown_in_danish_time():
    winter = datetime.datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    summer = datetime.datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

    assert dates.date_time(winter) == "22. november 2026 kl. 0.30"
    assert dates.date_time(summer) == "1. juli 2026 kl. 0.30"
    assert dates.long_date(winter) == "22. november 2026"
    assert dates.weekday_date(winter) == "søndag den 22. november 2026"
    assert dates.week_number(datetime.datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == 48


def test_a_moment_without_a_zone_is_danish_already():
    assert dates.clock(datetime.datetime(2026, 6, 30, 9, 30)) == "9.30"


def test_weeks_begin_on_monday_and_the_first_one_holds_the_first_thursday():
    assert dates.week_number(SATURDAY) == 47
    assert dates.week_number(date(2026, 11, 23)) == 48
    assert dates.week_number(date(2027, 1, 3)) == 53
    assert dates.week_number(date(2027, 1, 4)) == 1


@pytest.mark.parametrize(
    ("moment", "danish", "english"),
    [
        (at(2026, 11, 21, 12, 0), "lige nu", "just now"),
        (NOW - datetime.timedelta(seconds=59), "lige nu", "just now"),
        (at(2026, 11, 21, 11, 59), "for 1 minut siden", "1 minute ago"),
        (at(2026, 11, 21, 11, 55), "for 5 minutter siden", "5 minutes ago"),
        (at(2026, 11, 21, 11, 0), "i dag kl. 11.00", "today at 11:00"),
        (at(2026, 11, 20, 9, 12), "i går kl. 9.12", "yesterday at 9:12"),
        (at(2026, 11, 18, 9, 12), "18. november kl. 9.12", "18 November at 9:12"),
        (at(2025, 11, 18, 9, 12), "18. november 2025 kl. 9.12", "18 November 2025 at 9:12"),
        (NOW + datetime.timedelta(seconds=5), "om lidt", "in a moment"),
        (at(2026, 11, 21, 12, 30), "om 30 minutter", "in 30 minutes"),
        (at(2026, 11, 22, 9, 12), "i morgen kl. 9.12", "tomorrow at 9:12"),
        (at(2027, 1, 2, 9, 12), "2. januar 2027 kl. 9.12", "2 January 2027 at 9:12"),
    ],
)
def test_a_moment_is_told_as_seen_from_now(moment, danish, english):
    assert dates.relative(moment, NOW) == danish
    assert dates.relative(moment.astimezone(UTC), NOW, "en") == english


def test_minutes_are_counted_across_midnight():
    assert dates.relative(at(2026, 11, 20, 23, 50), at(2026, 11, 21, 0, 10)) == (
        "for 20 minutter siden"
    )


def test_minutes_are_right_in_the_night_when_the_clocks_go_back():
    before = datetime.datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 2.50 summer time
    after = datetime.datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 2.10 winter time

    assert dates.relative(before, after) == "for 20 minutter siden"


@pytest.mark.parametrize(
    ("start", "end", "danish", "english"),
    [
        (date(2027, 4, 21), date(2027, 4, 21), "21. april 2027", "21 April 2027"),
        (date(2027, 4, 21), date(2027, 4, 23), "21.-23. april 2027", "21-23 April 2027"),
        (
            date(2027, 4, 29),
            date(2027, 5, 2),
            "29. april – 2. maj 2027",
            "29 April – 2 May 2027",
        ),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            "30. december 2026 – 2. januar 2027",
            "30 December 2026 – 2 January 2027",
        ),
    ],
)
def test_a_period_says_nothing_twice(start, end, danish, english):
    assert dates.period(start, end) == danish
    assert dates.period(start, end, "en") == english


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="ends before"):
        dates.period(date(2027, 4, 23), date(2027, 4, 21))


def test_a_span_of_hours_shows_minutes_only_where_there_are_any():
    assert dates.clock_span(time(10), time(14)) == "kl. 10-14"
    assert dates.clock_span(at(2027, 4, 21, 9, 30), at(2027, 4, 21, 11)) == "kl. 9.30-11"
    assert dates.clock_span(time(9), time(20), "en") == "9:00-20:00"


@pytest.mark.parametrize(
    ("hour", "danish", "english"),
    [
        (4, "Godaften", "Good evening"),
        (5, "Godmorgen", "Good morning"),
        (10, "Goddag", "Good morning"),
        (12, "Goddag", "Good afternoon"),
        (17, "Goddag", "Good afternoon"),
        (18, "Godaften", "Good evening"),
    ],
)
def test_the_greeting_follows_the_hour(hour, danish, english):
    assert dates.greeting(at(2026, 11, 21, hour, 0)) == danish
    assert dates.greeting(at(2026, 11, 21, hour, 0), "en") == english


def test_the_greeting_follows_danish_time():
    assert dates.greeting(datetime.datetime(2026, 11, 21, 17, 0, tzinfo=UTC)) == "Godaften"


def test_a_language_that_is_not_spoken_is_an_error():
    with pytest.raises(KeyError):
        dates.long_date(SATURDAY, "de")
