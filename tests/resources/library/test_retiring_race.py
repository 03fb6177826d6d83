"""Several retire two guides for each other at once, in processes of their own: one of the two stays in use.
The same without the lock leaves readers going in a circle."""

import pytest

from tests.races import DATABASES, run_program
from tests.resources.library.retirers import EDITORS

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.resources.library.retirers", request.param, folder)


def test_one_of_two_that_replace_each_other_stays_in_use(races):
    half = EDITORS // 2
    assert races["retire"] == {"outcomes": {"seat": half, "circle": half}, "retired": 1}


def test_looking_first_retires_both(races):
    assert races["looking-first"]["retired"] == 2
