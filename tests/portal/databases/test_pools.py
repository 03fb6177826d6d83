"""A connection that waited is looked at before it is used again, without a word to the server."""

import psycopg
import pytest
from django.db import connection

from portal.databases.pools import still_there

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no pool"),
]


@pytest.fixture
def waiting():
    facts = {**connection.get_connection_params(), "autocommit": True}
    with psycopg.connect(**facts) as waiting:
        yield waiting


def test_one_that_is_well_is_used_again_and_the_server_is_not_asked(waiting):
    waiting.execute("SELECT 1")
    still_there(waiting)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query FROM pg_stat_activity WHERE pid = %s", [waiting.info.backend_pid]
        )
        assert cursor.fetchone() == ("SELECT 1",)


def test_one_that_the_server_has_ended_is_not(waiting):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [waiting.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        still_there(waiting)


def test_one_that_has_something_else_to_say_is(waiting):
    waiting.execute("LISTEN something")
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("NOTIFY something")
    still_there(waiting)
    assert waiting.execute("SELECT 1").fetchone() == (1,)
