"""Several who keep order at once, in processes of their own: each deed is done by one, and told once.
One race is run against naive flows, and must go wrong: else the others would prove nothing."""

import pytest

from tests.forum.moderation.contenders import PEOPLE
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    """What became of each race, on a database of its own that is gone afterwards."""
    folder = tmp_path_factory.mktemp("race")
    found = run_program("tests.forum.moderation.contenders", request.param, folder)
    return {**found, "database": request.param}


def test_one_of_twelve_takes_the_case(races):
    assert races["take"]["outcomes"] == {"seat": 1, "taken": PEOPLE - 1}
    assert races["take"]["taken"] == 1


def test_one_of_twelve_settles_it_and_it_is_told_once(races):
    assert races["settle"] == {
        "outcomes": {"seat": 1, "settled": PEOPLE - 1},
        "taken": 0,
        "settled": 1,
        "removed": 1,
        "told": 1,
    }


def test_twelve_reports_at_once_are_one_case(races):
    # Each keeper hears of it but the one who was first to say it.
    assert races["report"] == {
        "outcomes": {"seat": PEOPLE},
        "cases": 1,
        "reports": PEOPLE,
        "told": PEOPLE - 1,
    }


def test_merging_both_ways_at_once_goes_one_way_and_never_stands_still(races):
    half = PEOPLE // 2
    assert races["merge"] == {
        "outcomes": {"seat": half, "itself": half},
        "answers": [0, 2],
        "leading": 1,
        "places": 1,
    }


def test_of_twelve_yeses_at_once_the_last_one_moves_it(races):
    assert races["last-yes"] == {
        "outcomes": {"seat": PEOPLE},
        "state": "moved",
        "moved": 1,
        "for_all": True,
    }


def test_yeses_that_are_only_counted_leave_it_where_it_is(races):
    if races["database"] == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time: each sees all before it")
    assert races["last-yes-counting"]["state"] == "asked"


def test_rows_taken_as_they_come_stand_still(races):
    if races["database"] == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time: there is no order to get wrong")
    assert races["merge-as-it-comes"]["outcomes"].get("OperationalError", 0) > 0


def test_the_races_are_ones_that_looking_first_loses(races):
    assert races["take-looking-first"]["outcomes"]["seat"] > 1
    assert races["report-looking-first"]["outcomes"].get("IntegrityError", 0) > 0
