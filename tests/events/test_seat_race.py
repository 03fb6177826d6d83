"""The last seats, wanted by sixty processes at once, on a database file and, where DATABASE_URL names
one, on a PostgreSQL server. Each race is run against the real flow; one is run against a naive one, and
must go wrong: else the races would prove nothing."""

import pytest

from tests.events.contenders import PEOPLE, SEATS
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    """What became of each race, on a database of its own that is gone afterwards."""
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.events.contenders", request.param, folder)


@pytest.mark.parametrize("name", ["meeting", "conference", "session"])
def test_sixty_want_ten_seats_and_ten_get_one(races, name):
    assert races[name] == {
        "outcomes": {"seat": SEATS, "full": PEOPLE - SEATS},
        "taken": SEATS,
        "rows": SEATS,
    }


def test_the_race_is_one_counting_first_goes_wrong(races):
    assert races["meeting-counting-first"]["rows"] > SEATS


def test_one_form_sent_sixty_times_at_once_is_one_registration(races):
    assert races["same-key"] == {"outcomes": {"seat": PEOPLE}, "taken": 1, "rows": 1}


def test_seats_that_are_given_back_are_all_free_again(races):
    result = races["change-of-mind"]
    assert set(result["outcomes"]) <= {"seat", "full"}
    assert result["outcomes"]["seat"] >= SEATS
    assert (result["taken"], result["rows"]) == (0, 0)


def test_two_who_leave_at_once_give_two_seats_to_those_who_wait(races):
    assert races["two-leave"] == {
        "outcomes": {"seat": 2},
        "taken": 2,
        "held": 2,
        "states": ["regrets", "regrets", "offered", "offered"],
    }


def test_looking_who_is_first_gives_both_seats_to_one(races):
    assert races["two-leave-looking-first"]["states"] == [
        "regrets",
        "regrets",
        "coming",
        "waiting",
    ]


def test_a_yes_beside_the_deadline_is_taken_or_refused_and_never_both(races):
    result = races["late-yes"]
    assert set(result["outcomes"]) <= {"seat", "offer_gone"}
    assert result["taken"] == result["held"] == 2
    assert result["states"] in (
        ["regrets", "coming", "coming", "waiting"],  # the yes came first
        ["regrets", "coming", "offered"],  # the job came first, and the next in line is asked
    )
