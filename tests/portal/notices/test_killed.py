"""A letter is a row of the deed itself, and waking the worker only makes it quicker: whoever is killed in
between takes nothing away."""

import signal

import pytest

from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def left(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed")
    return run_program("tests.portal.notices.killed", request.param, folder)


def test_the_letter_of_a_killed_process_goes_out_within_the_minute(left):
    assert left["_killed_with_a_letter"] == {
        "exit": -signal.SIGKILL,
        "letters": 1,
        "tasks": 0,
        "sent_within_the_minute": 1,
    }


def test_written_after_the_deed_it_would_be_lost(left):
    assert left["_killed_before_a_letter"] == {
        "exit": -signal.SIGKILL,
        "letters": 0,
        "tasks": 0,
        "sent_within_the_minute": 0,
    }
