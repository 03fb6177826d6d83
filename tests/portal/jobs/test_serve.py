"""`make run`: one command that says in one sentence why it cannot start. That it starts, runs and ends
with nothing left behind is what every journey stands on (`tests/journeys/server.py`)."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.jobs import ports

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def listener():
    with socket.socket() as somebody:
        somebody.bind((ports.HOST, 0))
        somebody.listen()
        yield somebody.getsockname()[1]


def test_a_taken_port_gets_one_sentence_that_names_another(listener, tmp_path):
    ended = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.embedded",
            "PORTAL_PORT": str(listener),
            "PORTAL_VAR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == (
        f"CommandError: Port {listener} is taken; choose another one: PORT={listener + 1} make run\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_waiting_ends_when_somebody_answers(listener):
    assert ports.wait_until_answered(listener, alive=lambda: True, seconds=5)


def test_waiting_ends_when_the_process_has_died():
    asked = iter([True, True, False])
    assert not ports.wait_until_answered(ports.any_free(), alive=lambda: next(asked), seconds=5)


def test_waiting_ends_when_the_time_has_run_out():
    assert not ports.wait_until_answered(ports.any_free(), alive=lambda: True, seconds=0.2)


def test_a_free_port_is_not_taken_and_one_that_is_listened_on_is(listener):
    assert ports.is_taken(listener)
    assert not ports.is_taken(ports.any_free())
