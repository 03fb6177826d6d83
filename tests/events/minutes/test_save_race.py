"""Of twenty who save one point at once, one is let in and the others are told; minutes that are being made
final are found by what stands in them. With a naive save it goes wrong: else the races would prove
nothing."""

import pytest

from tests.events.minutes.contenders import WRITERS
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    """What became of each race, on a database of its own that is gone afterwards."""
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.events.minutes.contenders", request.param, folder)


def test_of_twenty_writers_one_is_let_in_and_the_others_are_told(races):
    assert races["save"]["outcomes"] == {"seat": 1, "newer": WRITERS - 1}
    assert races["save"]["version"] == 1


def test_the_race_is_one_reading_first_goes_wrong(races):
    assert races["save-reading-first"]["outcomes"]["seat"] > 1


def test_what_is_final_is_what_is_found(races):
    result = races["finish-and-save"]
    assert result["searched"]
    assert set(result["outcomes"]) <= {"seat", "newer", "final"}
