"""Clicked by many at once, a poll becomes one meeting, and the last of many answers tells once."""

import pytest

from tests.events.polls.contenders import CONTENDERS
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    return run_program(
        "tests.events.polls.contenders", request.param, tmp_path_factory.mktemp("race")
    )


def test_many_close_at_once_and_there_is_one_meeting(races):
    assert races["close"] == {
        "outcomes": {"seat": CONTENDERS},
        "meetings": 1,
        "proposals": 1,
        "closed": 1,
    }


def test_the_race_is_one_that_looking_first_goes_wrong(races):
    """Several meetings are made, or all but one break off with an error."""
    naive = races["close-looking-first"]
    assert naive["meetings"] > 1 or naive["outcomes"] != {"seat": CONTENDERS}


def test_many_answer_at_once_and_the_coordinators_are_told_once(races):
    assert races["answer"] == {
        "outcomes": {"seat": CONTENDERS},
        "choices": 2 * (CONTENDERS + 1),
        # Each of them once, but for the one whose answer was the last.
        "told": CONTENDERS - 1,
    }
