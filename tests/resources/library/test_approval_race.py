"""Several approve at once while the writer still saves, in processes of their own: one version, with the text
that was read, and the writer is told once. The same with Wagtail's own approving goes wrong."""

import pytest

from tests.races import DATABASES, run_program
from tests.resources.library.contenders import APPROVERS, SAVERS

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.resources.library.contenders", request.param, folder)


def test_one_of_eight_approves_and_what_was_read_is_published(races):
    assert races["approve"] == {
        "outcomes": {"seat": 1 + SAVERS, "not_waiting": APPROVERS - 1},
        "versions": 1,
        "texts": [True],
        "live": True,
        "status": "published",
        "told": 1,
    }


def test_wagtails_own_approving_lets_several_through(races):
    through = races["looking-first"]["outcomes"]["seat"] - SAVERS
    assert through > 1 or races["looking-first"]["told"] > 1
