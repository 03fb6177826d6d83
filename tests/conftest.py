"""What every test can ask for."""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import pytest
from django.core.cache import cache
from xdist.scheduler import LoadScopeScheduling


class JourneysTogether(LoadScopeScheduling):
    """Modules are handed out whole; the journeys too, since they share one running portal."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith("tests/journeys/"):
            return "tests/journeys"
        return super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return JourneysTogether(config, log)


def pytest_collection_modifyitems(items):
    """The journeys first: nothing else takes as long, and the other worker has the rest meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@pytest.fixture(autouse=True)
def _whole_pages_say_what_they_are_made_of(monkeypatch):
    """Django's client hears of a page's context from its template. One that is kept (`portal.ui.whole_pages`)
    renders none, and says itself what it was made of."""
    from django.test import Client

    from portal.ui.whole_pages import WholeAnswer

    ask = Client.request

    def request(self, **asked):
        answer = ask(self, **asked)
        if isinstance(answer, WholeAnswer):
            answer.context = answer.context_data
        return answer

    monkeypatch.setattr(Client, "request", request)


@pytest.fixture(autouse=True)
def _clean_cache():
    """Rate limits and counters of one test are not the next one's."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """A migrated database for this process, and what the migrations have written, for the tests that come
    after emptied tables."""
    from django.db import connection

    from tests import migrated

    name = connection.creation._get_test_db_name()
    on_sqlite = connection.vendor == "sqlite"
    with django_db_blocker.unblock():
        if on_sqlite:
            migrated.put_file(Path(name))
        else:
            migrated.put_database(name)
        connection.close()
        connection.settings_dict["NAME"] = name
        connection._written_by_migrations = connection.creation.serialize_db_to_string()
        connection.ops.sql_flush = _empty_what_has_rows(connection)
    yield
    with django_db_blocker.unblock():
        connection.close()
        if on_sqlite:
            migrated.remove_file(Path(name))
        else:
            connection.close_pool()
            migrated.remove_database(name)


def _empty_what_has_rows(connection):
    """Emptying two hundred tables takes PostgreSQL seconds, of which a test has written to ten."""

    def sql_flush(style, tables, **_options) -> list[str]:
        names = {table: connection.ops.quote_name(table) for table in tables}
        asked = [
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name})" for table, name in names.items()
        ]
        with connection.cursor() as cursor:
            found = []
            # SQLite takes at most five hundred parts in one statement.
            for begin in range(0, len(asked), 200):
                cursor.execute(" UNION ALL ".join(asked[begin : begin + 200]))
                found += [table for (table,) in cursor.fetchall()]
        # Foreign keys are looked at when the transaction ends.
        return [f"DELETE FROM {names[table]}" for table in found]

    return sql_flush


@pytest.fixture
def own_storage(settings, tmp_path):
    """Where the files of one test lie, and no other's."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


@pytest.fixture
def run_jobs(db, django_capture_on_commit_callbacks):
    """Run every queued job that is due, as the worker would, and what it looks for every minute: the letters
    of the outbox. Returns how many were queued."""
    from django.tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from portal.notices.tasks import deliver_due

    def run() -> int:
        count = 0
        while (row := DBTaskResult.objects.ready().first()) is not None:
            row.claim("test")
            result = row.task_result
            row.set_successful(row.task.call(*result.args, **result.kwargs))
            row.refresh_from_db()
            assert row.status == TaskResultStatus.SUCCESSFUL
            count += 1
        deliver_due.call()
        return count

    return run


@pytest.fixture(autouse=True, scope="session")
def _doors_that_are_skipped_are_passed():
    """`force_login` skips the doors, so it leaves behind what they would have asked for: the session has
    shown the second factor, if the account has one by then."""
    from django.test import Client

    from tests.factories.people import show_second_factor

    plain = Client.force_login

    def force_login(client, user, backend=None):
        plain(client, user, backend)
        show_second_factor(client, user)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", force_login)
        yield


@pytest.fixture
def personas(db):
    """One of each kind of person, made through the flows; see `tests.factories.people`."""
    from tests.factories.people import Personas

    return Personas()


def _empties_the_tables(item) -> bool:
    """Whether a test really commits, so that all tables are emptied after it."""
    marker = item.get_closest_marker("django_db") if item is not None else None
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Give the next tests back what the migrations had written: the 98 municipalities, the first pages.

    Once after a row of such tests, and not after each, for it takes a second.
    """
    result = yield
    # After the very last test the database itself is gone.
    if nextitem is not None and _empties_the_tables(item) and not _empties_the_tables(nextitem):
        from django.db import connection
        from pytest_django.plugin import blocking_manager_key

        from tests import migrated

        with item.config.stash[blocking_manager_key].unblock():
            migrated.put_rows()
            connection.close()
    return result
