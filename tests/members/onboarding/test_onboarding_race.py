"""One time and many newcomers, one buddy and many who ask; on SQLite, and on PostgreSQL where there is
one."""

import pytest

from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.members.onboarding.contenders", request.param, folder)


def test_ten_newcomers_take_one_time_once(races):
    assert races["slot"] == {"outcomes": {"seat": 1, "taken": 9}, "taken": True}


def test_a_member_with_room_for_one_gets_one_newcomer(races):
    race = races["buddy"]
    assert race == {"outcomes": {"seat": 1, "no_room": 9}, "helped": 1, "yes": 1}


@pytest.mark.parametrize("name", ["slot-looking-first", "buddy-counting-first"])
def test_looking_first_takes_it_more_than_once(races, name):
    """The negative control: the race is real, and the test notices a missing guard."""
    assert races[name]["outcomes"]["seat"] > 1
