"""Workers in processes of their own: one brings an import in and the others leave it alone; what a killed
one left is gone on with. The same without the claim, or without the mark on each line, goes wrong."""

import signal

import pytest

from tests.races import DATABASES, run_program
from tests.resources.transfer.workers import DIES_AT, LINES, WORKERS

pytestmark = pytest.mark.race
WHOLE = {
    "state": "done",
    "done": LINES,
    "brought": LINES,
    "left_out": 0,
    "files": LINES,
    "told": 1,
}


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.resources.transfer.workers", request.param, folder)


def test_one_of_several_workers_brings_it_in(races):
    assert races["bring"] == {"outcomes": {"seat": 1, "IdleError": WORKERS - 1}, **WHOLE}


def test_looking_first_several_are_at_it_at_once(races):
    assert races["looking-first"]["outcomes"]["seat"] > 1


def test_even_then_each_line_is_in_once(races):
    """A worker that was only slow, and was taken for a killed one, does no harm."""
    assert races["looking-first"]["brought"] == races["looking-first"]["files"] == LINES


def test_a_worker_killed_in_the_middle_of_a_line_leaves_the_lines_before_it(races):
    killed = races["killed"]
    assert killed["exit"] == -signal.SIGKILL
    assert killed["killed"]["state"] == "bringing"
    assert killed["killed"]["brought"] == killed["killed"]["files"] == DIES_AT - 1


def test_it_is_left_alone_while_that_one_may_still_be_at_it(races):
    assert races["killed"]["too_soon"] == races["killed"]["killed"]


def test_it_is_gone_on_with_and_each_line_is_in_once(races):
    assert races["killed"]["gone_on"] == WHOLE


def test_without_the_mark_of_each_line_the_report_would_be_wrong(races):
    assert races["killed-unmarked"]["gone_on"]["left_out"] == DIES_AT - 1
