"""Answers that come at the same moment are all counted, and those of one person once; certificates that
are issued at the same moment are issued once. Real processes, on a database file and, where DATABASE_URL
names one, on a server; naive ways of doing the same must go wrong, else the races would prove nothing."""

import pytest

from tests.events.evaluations.contenders import PEOPLE
from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.events.evaluations.contenders", request.param, folder)


def test_thirty_answer_at_once_and_none_is_lost(races):
    assert races["all-answer"] == {
        "outcomes": {"seat": PEOPLE},
        "answered": PEOPLE,
        "receipts": PEOPLE,
        "counted": PEOPLE * 4,
        "written": PEOPLE * 2,
        "voices": PEOPLE,
    }


def test_thirty_clicks_of_one_person_are_one_answer(races):
    assert races["one-clicks"] == {
        "outcomes": {"seat": 1, "answered": PEOPLE - 1},
        "answered": 1,
        "receipts": 1,
        "counted": 4,
        "written": 2,
        "voices": 1,
    }


def test_thirty_answer_about_a_conference_and_its_sessions_at_once(races):
    """Three scales and a choice of the whole and a scale of each of three sessions; two texts and three."""
    assert races["conference-all"] == {
        "outcomes": {"seat": PEOPLE},
        "answered": PEOPLE,
        "receipts": PEOPLE,
        "counted": PEOPLE * 7,
        "written": PEOPLE * 5,
        "voices": PEOPLE,
    }


def test_thirty_clicks_about_a_conference_are_one_answer(races):
    assert races["conference-clicks"] == {
        "outcomes": {"seat": 1, "answered": PEOPLE - 1},
        "answered": 1,
        "receipts": 1,
        "counted": 7,
        "written": 5,
        "voices": 1,
    }


def test_without_a_row_to_queue_for_answers_are_lost(races):
    naive = races["looking-first"]
    assert naive["voices"] < PEOPLE or naive["written"] != PEOPLE * 2


def test_eight_clicks_issue_each_certificate_once(races):
    assert races["issue"] == {"outcomes": {"seat": 8}, "certificates": 3, "told": 3}


def test_who_looks_first_and_then_issues_runs_into_the_database(races):
    outcomes = races["issue-looking-first"]["outcomes"]
    assert outcomes.get("IntegrityError", 0) >= 1
    assert races["issue-looking-first"]["certificates"] == 3
