"""What every test can ask for."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _clean_cache():
    """Rate limits and counters of one test are not the next one's."""
    cache.clear()


@pytest.fixture
def run_jobs(db, django_capture_on_commit_callbacks):
    """Run every queued job that is due, as the worker would; returns how many ran."""
    from django.tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    def run() -> int:
        count = 0
        while (row := DBTaskResult.objects.ready().first()) is not None:
            row.claim("test")
            result = row.task_result
            row.set_successful(row.task.call(*result.args, **result.kwargs))
            row.refresh_from_db()
            assert row.status == TaskResultStatus.SUCCESSFUL
            count += 1
        return count

    return run


@pytest.fixture
def personas(db):
    """One of each kind of person, made through the flows; see `tests.factories.people`."""
    from tests.factories.people import Personas

    return Personas()
