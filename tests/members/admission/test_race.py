"""Handed in from many windows at once, an application is handed in once; and two cases are joined once."""

import pytest

from tests.members.admission.contenders import WINDOWS
from tests.races import DATABASES, run_program

ONCE = {"state": "submitted", "receipts": 1, "told_twice": 0, "submitted": 1}


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    return run_program(
        "tests.members.admission.contenders", request.param, tmp_path_factory.mktemp("race")
    )


@pytest.mark.race
def test_many_windows_hand_it_in_and_it_is_done_once(races):
    assert races["hand-in"] == {"outcomes": {"seat": WINDOWS}, **ONCE}


@pytest.mark.race
def test_the_race_is_one_that_looking_first_goes_wrong(races):
    """Several receipts go out, or all but one break off with an error: the database's own last word."""
    naive = races["hand-in-looking-first"]
    assert naive["receipts"] > 1 or naive["outcomes"] != {"seat": WINDOWS}


@pytest.mark.race
def test_many_join_the_same_two_cases_and_it_is_done_once(races):
    assert races["join"] == {
        "outcomes": {"seat": WINDOWS},
        "states": ["submitted", "joined"],
        "letters": 1,
        "joined": 1,
    }
