"""A letter clicked ten times and one room offered by ten hands; on SQLite, and on PostgreSQL where there is
one."""

import pytest

from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.events.conference.desk_contenders", request.param, folder)


def test_a_letter_clicked_ten_times_goes_to_everybody_once(races):
    assert races["letter"] == {"outcomes": {"seat": 10}, "letters": 1, "mails": 10}


def test_one_free_room_is_offered_to_one(races):
    assert races["offer"] == {
        "outcomes": {"seat": 1, "nothing_free": 9},
        "held": 1,
        "taken": 1,
    }


def test_looking_first_does_it_more_than_once(races):
    """The negative control: the race is real, and the test notices a missing guard."""
    assert races["letter-looking-first"]["mails"] > 10
    assert races["offer-looking-first"]["held"] > 1
