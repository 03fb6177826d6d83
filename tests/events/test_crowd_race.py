"""Sixty seats, wanted by two hundred people at once, on a database file and, where DATABASE_URL names one, on
a PostgreSQL server; and the naive way, which must go wrong."""

import pytest

from tests.events.crowd import PEOPLE, SEATS
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    return run_program("tests.events.crowd", request.param, tmp_path_factory.mktemp("crowd"))


def test_two_hundred_want_sixty_seats_and_sixty_get_one(races):
    assert races["meeting"] == {
        "outcomes": {"seat": SEATS, "full": PEOPLE - SEATS},
        "taken": SEATS,
        "rows": SEATS,
    }


def test_the_race_is_one_counting_first_goes_wrong(races):
    assert races["counting-first"]["rows"] > SEATS
