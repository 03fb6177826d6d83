"""Ten clicks and ten workers at the same moment; on SQLite, and on PostgreSQL where there is one."""

import pytest

from tests.races import DATABASES, run_program

pytestmark = pytest.mark.race


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("race")
    return run_program("tests.members.confirmation.contenders", request.param, folder)


def test_ten_clicks_confirm_once(races):
    assert races["confirm"] == {"outcomes": {"seat": 10}, "rows": 1, "entries": 1}


@pytest.mark.parametrize("name", ["ask", "remind"])
def test_ten_workers_write_to_everyone_once(races, name):
    assert races[name] == {"outcomes": {"seat": 10}, "rows": 10, "notices": 10}


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("confirm-looking-first", "entries"),
        ("ask-looking-first", "notices"),
        ("remind-looking-first", "notices"),
    ],
)
def test_looking_first_does_it_more_than_once(races, name, what):
    """The negative control: the race is real, and the test notices a missing guard."""
    assert races[name][what] > (1 if what == "entries" else 10)
