"""Questions that every request asks of the database: put into SQL by Django once, and not each time.

Putting together the SQL of a small query takes Django three to ten times as long as the database takes
to answer it. The rule stays written once, as a queryset; what is kept is only its SQL.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import QuerySet

#: Stand-ins for what is given each time: numbers and days that stand in no query of ours.
_NUMBER, _DAY = 7_310_000_001, date(1, 3, 7).toordinal()


class Prepared:
    """`build` gives the queryset (of `values_list`) for some numbers and days. Called with the real ones,
    this gives the rows as the database gives them: SQLite says 1 and 0 for yes and no.

    Its SQL must not depend on what is given: no lists, and nothing left out for a None.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._kept: dict[str, tuple[str, list[Any]]] = {}

    def __call__(self, *given: int | date, using: str = "default") -> list[tuple]:
        connection = connections[using]
        if connection.vendor not in self._kept:
            self._kept[connection.vendor] = self._prepare(given, using)
        sql, parts = self._kept[connection.vendor]
        values = [part(given) if callable(part) else part for part in parts]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def _prepare(self, given: tuple, using: str) -> tuple[str, list[Any]]:
        stand_ins = [
            date.fromordinal(_DAY + place) if isinstance(each, date) else _NUMBER + place
            for place, each in enumerate(given)
        ]
        sql, params = self._build(*stand_ins).using(using).query.get_compiler(using).as_sql()
        parts = [_taker(param, stand_ins) for param in params]
        if sum(map(callable, parts)) < len(given):
            raise ValueError("The query does not ask for all that it is given.")
        return sql, parts


def _taker(param: Any, stand_ins: list) -> Any:
    """How to take a parameter from what is given; itself, when it is always the same."""
    for place, stand_in in enumerate(stand_ins):
        if param == stand_in:
            return lambda given: given[place]
        if isinstance(stand_in, date) and param == str(stand_in):  # SQLite keeps days as text
            return lambda given: str(given[place])
    return param
