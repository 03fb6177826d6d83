"""Several settle one report at once, in processes of their own: the reader gets one answer. Two clocks tell
of what is due once. Whoever goes by what was read before answers several times."""

import pytest

from tests.races import DATABASES, run_program
from tests.resources.care.contenders import EDITORS

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.resources.care.contenders", request.param, folder)


def test_one_answer_reaches_the_reader(races):
    assert races["settle"] == {"outcomes": {"seat": 1, "settled": EDITORS - 1}, "told": 1}


def test_looking_first_answers_several_times(races):
    assert races["looking-first"]["told"] > 1


def test_the_owner_hears_once(races):
    assert races["clocks"] == {"outcomes": {"seat": EDITORS}, "told": 1}
