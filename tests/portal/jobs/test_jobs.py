"""The clock's jobs, the two health pages, and the worker itself."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.checks import Error
from django.tasks import TaskResultStatus
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.jobs import checks, health, tasks
from portal.jobs.models import SignOfLife

pytestmark = pytest.mark.django_db


def queued(**changes):
    tasks.heartbeat.enqueue()
    row = DBTaskResult.objects.get()
    if changes:
        DBTaskResult.objects.filter(pk=row.pk).update(**changes)
    return row


def ago(**delta):
    return timezone.now() - timedelta(**delta)


# --- the clock's jobs --------------------------------------------------------------------------------
def test_the_heartbeat_keeps_one_row_fresh():
    tasks.heartbeat.call()
    SignOfLife.objects.update(seen_at=ago(hours=1))
    tasks.heartbeat.call()
    assert SignOfLife.objects.get().seen_at > ago(minutes=1)


def test_a_killed_workers_task_is_queued_again_and_runs(run_jobs):
    row = queued(status=TaskResultStatus.RUNNING, started_at=ago(minutes=16))
    assert tasks.reap.call() == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
    assert run_jobs() == 1
    assert SignOfLife.objects.exists()


def test_a_running_task_is_left_alone():
    queued(status=TaskResultStatus.RUNNING, started_at=ago(minutes=14))
    assert tasks.reap.call() == 0


def test_old_traces_are_forgotten_and_waiting_tasks_are_not():
    row = queued()
    assert tasks.forget_finished.call() == 0
    DBTaskResult.objects.update(
        status=TaskResultStatus.SUCCESSFUL, started_at=ago(days=8), finished_at=ago(days=6)
    )
    assert tasks.forget_finished.call() == 0
    DBTaskResult.objects.update(finished_at=ago(days=8))
    assert tasks.forget_finished.call() == 1
    assert not DBTaskResult.objects.filter(pk=row.pk).exists()


# --- health ------------------------------------------------------------------------------------------
def test_healthz_touches_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert answer.json() == {"process": "ok"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_readyz_with_everything_there(client):
    tasks.heartbeat.call()
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "channels": "ok", "worker": "ok"}


@pytest.mark.parametrize("seen", [None, timedelta(minutes=4)])
def test_readyz_says_when_the_worker_is_away(client, seen):
    if seen:
        SignOfLife.objects.create(name="worker", seen_at=timezone.now() - seen)
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "channels": "ok", "worker": "away"}


def test_readyz_says_when_the_database_is_away(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise OSError

    monkeypatch.setattr(health, "connection", Gone())
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 503
    assert answer.json()["database"] == answer.json()["worker"] == "away"


def test_readyz_says_when_the_layer_is_away(client, monkeypatch):
    tasks.heartbeat.call()

    class Gone:
        async def group_send(self, group, message):
            raise ConnectionError

    monkeypatch.setattr(health, "get_channel_layer", Gone)
    answer = client.get(reverse("readyz"))
    assert (answer.status_code, answer.json()["channels"]) == (503, "away")


def test_health_pages_only_answer_questions(client):
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


# --- SQLite ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_which_sqlite_is_safe(version, safe):
    assert checks.is_safe(version) is safe


def test_the_check_refuses_a_bad_sqlite_where_it_is_used(monkeypatch, settings):
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 40, 1))
    engine = settings.DATABASES["default"]["ENGINE"]
    found = checks.sqlite_is_safe(None)
    if engine.endswith("sqlite3"):
        assert [type(each) for each in found] == [Error]
        assert found[0].id == "portal.E001"
    else:
        assert found == []


# --- the worker --------------------------------------------------------------------------------------
def test_the_worker_with_the_clock_runs_a_queued_job(tmp_path):
    """The real command in a process of its own: it starts, runs what waits, and stops when done."""
    environment = {**os.environ, "PORTAL_VAR": str(tmp_path), "PORTAL_LOG_LEVEL": "INFO"}
    environment["DJANGO_SETTINGS_MODULE"] = "portal.settings.embedded"
    environment.pop("DATABASE_URL", None)
    script = (
        "import django; django.setup();"
        "from django.core.management import call_command as call;"
        "[call('migrate', label, verbosity=0) for label in ('jobs', 'django_tasks_database')];"
        "call('work', with_clock=True, max_tasks=1, startup_delay=False, interval=0.1);"
        "from portal.jobs.models import SignOfLife;"
        "print('seen', SignOfLife.objects.filter(name='worker').count())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("seen 1")
