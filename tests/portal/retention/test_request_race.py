"""Many clicks are one request, and many answers are one letter; on SQLite, and on PostgreSQL where there is
one."""

import pytest

from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.portal.retention.contenders", request.param, folder)


def test_ten_clicks_are_one_request_with_one_receipt(races):
    assert races["ask"] == {"outcomes": {"seat": 10}, "requests": 1, "receipts": 1}


def test_ten_colleagues_answer_once(races):
    assert races["answer"] == {"outcomes": {"seat": 1, "closed": 9}, "letters": 1}


def test_looking_first_ends_in_errors_or_answers_twice(races):
    """The negative control: the race is real, and the test notices a missing guard."""
    assert races["ask-looking-first"]["outcomes"].get("IntegrityError", 0) > 0
    assert races["answer-looking-first"]["outcomes"]["seat"] > 1
