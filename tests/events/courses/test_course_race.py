"""The last seats of a course, wanted by thirty processes at once, on a database file and, where DATABASE_URL
names one, on a PostgreSQL server. One race is run against a naive flow and must go wrong."""

import pytest

from tests.events.courses.contenders import PEOPLE, SEATS
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    return run_program(
        "tests.events.courses.contenders", request.param, tmp_path_factory.mktemp("race")
    )


def test_thirty_want_six_seats_and_six_get_one(races):
    assert races["course"] == {
        "outcomes": {"seat": SEATS, "full": PEOPLE - SEATS},
        "taken": SEATS,
        "rows": SEATS,
    }


def test_the_race_is_one_counting_first_goes_wrong(races):
    assert races["course-counting-first"]["rows"] > SEATS


def test_two_who_leave_at_once_give_two_seats_to_those_who_wait(races):
    assert races["two-leave"] == {
        "outcomes": {"seat": 2},
        "taken": 2,
        "held": 2,
        "places": ["withdrawn", "withdrawn", "offered", "offered"],
    }


def test_a_yes_beside_the_deadline_is_taken_or_refused_and_never_both(races):
    result = races["late-yes"]
    assert set(result["outcomes"]) <= {"seat", "offer_gone"}
    assert result["taken"] == result["held"] == 2
    assert result["places"] in (
        ["withdrawn", "enrolled", "enrolled", "waiting"],  # the yes came first
        ["withdrawn", "enrolled", "offered"],  # the job came first, and the next in line is asked
    )
