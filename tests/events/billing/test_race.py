"""A button that is clicked ten times bills once, and numbers have no gap; on SQLite, and on PostgreSQL where
there is one."""

import pytest

from tests.races import DATABASES, run_program

from .contenders import HANDS

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.events.billing.contenders", request.param, folder)


def test_ten_clicks_bill_each_payer_once(races):
    assert races["click"] == {
        "outcomes": {"seat": HANDS},
        "documents": 2,
        "gapless": True,
        "last": 2,
        "total": "6900.00",
    }


def test_ten_conferences_draw_from_one_counter_without_a_gap(races):
    assert races["numbers"] == {
        "outcomes": {"seat": HANDS},
        "documents": 2 * HANDS,
        "gapless": True,
        "last": 2 * HANDS,
        "total": "69000.00",
    }


def test_looking_first_bills_twice_and_gives_a_number_twice(races):
    """The negative control: the races are real, and the tests notice a missing guard."""
    assert races["click-looking-first"]["documents"] > 2
    assert races["numbers-looking-first"]["last"] < HANDS
