"""Ten phones at one door at the same moment; on SQLite, and on PostgreSQL where there is one."""

import pytest

from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("race")
    found = run_program("tests.events.check_in.contenders", request.param, folder)
    return {**found, "database": request.param}


def test_whom_ten_phones_let_in_is_in_once_since_the_first(races):
    assert races["same person"] == {
        "outcomes": {"seat": 10},
        "minutes": [9],
        "numbers": list(range(1, 11)),
    }


def test_what_is_sent_ten_times_counts_once(races):
    assert races["sent again"] == {"outcomes": {"seat": 10}, "minutes": [1], "numbers": [1]}


def test_whoever_catches_up_misses_nothing(races):
    assert races["catching up"]["outcomes"] == {"seat": 10}


def test_without_the_queue_it_goes_wrong(races):
    """The negative control: the races are real, and the tests notice a missing guard."""
    assert races["same person, looking first"]["outcomes"]["IntegrityError"] > 0
    if races["database"] != "sqlite":
        # On SQLite one transaction waits for the other anyhow.
        assert races["catching up, without queueing"]["outcomes"].get("AssertionError") == 1
