"""The last seats, wanted by forty processes at once, on a database file and, where DATABASE_URL names
one, on a PostgreSQL server. Each race is run against the real flow; one is run against a naive one, and
must go wrong: else the races would prove nothing."""

import pytest

from tests.events.contenders import PEOPLE, SEATS
from tests.races import DATABASES, outcomes_of

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    """What became of each race, on an empty database of its own that is gone afterwards."""
    folder = tmp_path_factory.mktemp("race")
    return outcomes_of("tests.events.contenders", request.param, folder)


@pytest.mark.parametrize("name", ["meeting", "conference", "session"])
def test_forty_want_ten_seats_and_ten_get_one(races, name):
    assert races[name] == {
        "outcomes": {"seat": SEATS, "full": PEOPLE - SEATS},
        "taken": SEATS,
        "rows": SEATS,
    }


def test_the_race_is_one_counting_first_goes_wrong(races):
    assert races["meeting-counting-first"]["rows"] > SEATS


def test_one_form_sent_forty_times_at_once_is_one_registration(races):
    assert races["same-key"] == {"outcomes": {"seat": PEOPLE}, "taken": 1, "rows": 1}


def test_seats_that_are_given_back_are_all_free_again(races):
    result = races["change-of-mind"]
    assert set(result["outcomes"]) <= {"seat", "full"}
    assert result["outcomes"]["seat"] >= SEATS
    assert (result["taken"], result["rows"]) == (0, 0)
