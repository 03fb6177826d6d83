"""Ten hands at once change what there is one of; on SQLite, and on PostgreSQL where there is one."""

import pytest

from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race
FILLED = {"order_number": "4711", "told": 1, "links": 1}


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.events.conference.changing_contenders", request.param, folder)


def test_of_nine_who_are_to_share_with_one_it_is_one(races):
    """Eight have asked the same person, who has asked a ninth: all nine are answered yes at once."""
    assert races["agree"] == {
        # With the first yes the other questions are gone.
        "outcomes": {"seat": 1, "question_gone": 8},
        "shares": 1,
        "taken": 9,
        "held": 9,
    }


def test_of_nine_whom_the_desk_puts_with_one_it_is_one(races):
    assert races["put-together"] == {
        "outcomes": {"seat": 1, "shares": 8},
        "shares": 1,
        "taken": 9,
        "held": 9,
    }


def test_the_last_place_of_a_session_goes_to_one_and_the_others_keep_what_they_had(races):
    assert races["last-seat"] == {
        "outcomes": {"seat": 1, "full": 9},
        "rows": {"Mægling": 1, "Tilsyn": 9, "Klager": 0},
        "is_counted": True,
    }


def test_of_two_changes_that_were_read_in_ten_tabs_one_is_done(races):
    assert races["ten-tabs"] == {
        "outcomes": {"seat": 1, "stale": 9},
        "mine": 1,
        "is_counted": True,
    }


def test_a_payers_form_that_is_sent_ten_times_is_told_of_once(races):
    assert races["address"] == {"outcomes": {"seat": 10}, **FILLED}


def test_an_address_that_is_taken_back_meanwhile_is_used_before_or_not_at_all(races):
    found = races["address-taken-back"]
    outcomes = found.pop("outcomes")
    assert sum(outcomes.values()) == 10 and set(outcomes) <= {"seat", "link_gone", "DoesNotExist"}
    assert found in (
        {**FILLED, "links": 0},
        {"order_number": "", "told": 0, "links": 0},
    )


def test_a_form_for_colleagues_that_is_confirmed_ten_times_registers_them_once(races):
    assert races["colleagues"] == {
        "outcomes": {"seat": 10},
        "taken": 3,
        "rows": 3,
        "letters": 3,
    }


def test_looking_first_does_it_more_than_once(races):
    """The negative control: the races are real, and the tests notice a missing guard."""
    assert races["agree-looking-first"]["shares"] > 1
    assert races["last-seat-looking-first"]["rows"]["Mægling"] > 1
    assert races["ten-tabs-unseen"]["outcomes"] == {"seat": 10}
    assert races["address-looking-first"]["told"] > 1
    assert races["colleagues-looking-first"]["taken"] > 3
