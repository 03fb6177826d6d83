"""The last seats, wanted by forty processes at once, on a database file and, where DATABASE_URL names
one, on a PostgreSQL server. Each race is run against the real flow; one is run against a naive one, and
must go wrong: else the races would prove nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest

from tests.events.contenders import PEOPLE, SEATS

pytestmark = pytest.mark.race
ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("DATABASE_URL", "")
DATABASES = ["sqlite", "postgresql"] if SERVER.startswith("postgres") else ["sqlite"]


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    """What became of each race, on an empty database of its own that is gone afterwards."""
    environment = {
        **os.environ,
        "PORTAL_VAR": str(tmp_path_factory.mktemp("race")),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": "",
    }
    if request.param == "sqlite":
        return _run(environment)
    import psycopg

    name = f"race_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            address = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
            return _run({**environment, "DATABASE_URL": address})
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _run(environment: dict) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.events.contenders"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", ["meeting", "conference", "session"])
def test_forty_want_ten_seats_and_ten_get_one(races, name):
    assert races[name] == {
        "outcomes": {"seat": SEATS, "full": PEOPLE - SEATS},
        "taken": SEATS,
        "rows": SEATS,
    }


def test_the_race_is_one_counting_first_goes_wrong(races):
    assert races["meeting-counting-first"]["rows"] > SEATS


def test_one_form_sent_forty_times_at_once_is_one_registration(races):
    assert races["same-key"] == {"outcomes": {"seat": PEOPLE}, "taken": 1, "rows": 1}


def test_seats_that_are_given_back_are_all_free_again(races):
    result = races["change-of-mind"]
    assert set(result["outcomes"]) <= {"seat", "full"}
    assert result["outcomes"]["seat"] >= SEATS
    assert (result["taken"], result["rows"]) == (0, 0)
