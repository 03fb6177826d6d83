"""The constants of kept SQL stand in its text: a database looks for an index with a condition (only the open
registrations, only the tasks that wait) when it plans, and then it has to see that the condition holds."""

import re
from collections.abc import Container, Sequence
from typing import Any

#: Where a value goes, or a percent sign.
_PLACE = re.compile("%s|%%")


def with_constants(connection, text: str, params: Sequence, *, keep: Container) -> tuple[str, list]:
    """Django's SQL with what is always the same written into it, and the values that are left: those in
    `keep`, and what cannot be written for this database."""
    left, values = [], iter(params)

    def filled(place: re.Match) -> str:
        if place[0] == "%%":
            return place[0]
        value = next(values)
        written = None if value in keep else _written(connection, value)
        if written is None:
            left.append(value)
            return place[0]
        return written.replace("%", "%%")

    return _PLACE.sub(filled, text), left


def _written(connection, value: Any) -> str | None:
    """A value as the database reads it in a statement; None for one that is better sent beside it."""
    if connection.vendor == "postgresql":
        from psycopg.sql import Literal

        connection.ensure_connection()
        return Literal(value).as_string(connection.connection)
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str) and "\0" not in value:
        return "'" + str(value).replace("'", "''") + "'"
    return None
