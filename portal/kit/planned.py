"""Where kept SQL is asked: PostgreSQL keeps its plan too, as we keep its text.

Django puts the values into a statement itself, so that each is a new one to PostgreSQL, which parses and
plans it anew. The kept ones (`portal.kit.prepared`) are sent with their values beside them. Not all are, as
Django's `server_side_binding` would do it: that changes how every query's values are typed.

They go to the database's own cursor, without what Django wraps around it: that was a third of what asking
costs in Python. Whoever listens to statements (the tests that count them) hears them all the same.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter, methodcaller
from typing import Any

from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX


def asked(connection, text: str, params: list) -> list[tuple]:
    """The rows that a kept statement gives. Raises Django's own errors."""
    return _answered(connection, text, params, methodcaller("fetchall"))


def done(connection, text: str, params: list) -> int:
    """How many rows a kept statement has changed. Raises Django's own errors."""
    return _answered(connection, text, params, attrgetter("rowcount"))


def _answered(connection, text: str, params: list, answer: Callable[[Any], Any]) -> Any:
    """What is taken of the cursor that has run the statement."""
    if not _is_heard(connection):
        with connection.wrap_database_errors:
            return answer(_run(connection, text, params))
    with _djangos_cursor(connection) as cursor:
        cursor.execute(text, params)
        return answer(cursor)


def _is_heard(connection) -> bool:
    """Whether somebody listens, or Django is to say that the transaction is broken."""
    return bool(
        connection.queries_logged or connection.execute_wrappers or connection.needs_rollback
    )


def _ready(connection) -> None:
    """As `BaseDatabaseWrapper.cursor` begins."""
    connection.validate_thread_sharing()
    connection.close_if_health_check_failed()
    connection.ensure_connection()


def _run(connection, text: str, params: list) -> Any:
    _ready(connection)
    if connection.vendor != "postgresql":
        return connection.connection.execute(_with_question_marks(text), params)
    own = connection.connection
    cursor = getattr(own, "cursor_of_kept_sql", None)
    if cursor is None:
        # One for as long as the connection lasts: whatever is asked is read at once.
        cursor = own.cursor_of_kept_sql = _kind()(own)
    return cursor.execute(text, params)


@cache
def _with_question_marks(text: str) -> str:
    """As SQLite writes the places for values, and Django's cursor rewrites them each time."""
    return FORMAT_QMARK_REGEX.sub("?", text).replace("%%", "%")


def _djangos_cursor(connection):
    """A cursor of Django's for one kept statement, by the database's own way of keeping it."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    _ready(connection)
    with connection.wrap_database_errors:
        return connection._prepare_cursor(_kind()(connection.connection))


@cache
def _kind():
    """psycopg's cursor that lets the server fill in the values, and has it prepare the statement when it has
    come a second time (`prepare_threshold`, in the settings of the database)."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    return ServerBindingCursor
