"""Where kept SQL is asked: PostgreSQL keeps its plan too, as we keep its text.

Django puts the values into a statement itself, so that each is a new one to PostgreSQL, which parses and
plans it anew. The kept ones (`portal.kit.prepared`) are sent with their values beside them. Not all are, as
Django's `server_side_binding` would do it: that changes how every query's values are typed.
"""

from functools import cache


def cursor(connection):
    """A cursor of Django's for one kept statement, by the database's own way of keeping it."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    # As `BaseDatabaseWrapper._cursor` does it, with another kind of cursor.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(_kind()(connection.connection))


@cache
def _kind():
    """psycopg's cursor that lets the server fill in the values, and has it prepare the statement when it has
    come a second time (`prepare_threshold`, in the settings of the database)."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    return ServerBindingCursor
