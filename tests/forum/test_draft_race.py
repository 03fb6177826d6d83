"""Twenty windows of one member save at once: one is let in, and the others are told. With a naive save it
goes wrong: else the races would prove nothing."""

import pytest

from tests.forum.draft_contenders import WINDOWS
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    """What became of each race, on a database of its own that is gone afterwards."""
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.forum.draft_contenders", request.param, folder)


@pytest.mark.parametrize(("name", "number"), [("first-save", 1), ("save", 2)])
def test_of_twenty_windows_one_is_saved_and_the_others_are_told(races, name, number):
    assert races[name] == {
        "outcomes": {"seat": 1, "newer": WINDOWS - 1},
        "numbers": [number],
        "questions": 0,
    }


def test_the_race_is_one_reading_first_goes_wrong(races):
    assert races["save-reading-first"]["outcomes"]["seat"] > 1


def test_a_draft_never_outlives_its_posting(races):
    result = races["post-and-save"]
    assert (result["numbers"], result["questions"]) == ([], 1)
    assert set(result["outcomes"]) <= {"seat", "newer", "settled"}
