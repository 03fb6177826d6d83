"""Questions that every request asks of the database: put into SQL by Django once, and not each time.

Putting together the SQL of a small query takes Django three to ten times as long as the database takes
to answer it. The rule stays written once, as a queryset; what is kept is only its SQL.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

Single = int | str | date
Given = Single | Collection[int]

#: Stand-ins for what is given each time: such as stand in no query of ours.
_NUMBER, _WORDS, _DAY = 7_310_000_001, "7310000001/{}", date(1, 3, 7)


@dataclass(frozen=True)
class _Sql:
    """A query's text, how each of its parameters is taken from what is given, and its rows made."""

    text: str
    parts: list[Callable[[list[Single]], Any]]
    made: Callable[[list], list]


_NEVER = _Sql("", [], list)


class Prepared:
    """`build` gives a queryset (of objects, or `values_list`) for some numbers, words, days, moments and
    lists of numbers. Called with the real ones, this gives what it would: objects or tuples.

    Its SQL must not depend on what is given, but for how many numbers a list holds: nothing may be left out
    for a None. Of related objects it fetches nothing along.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._kept: dict[tuple, _Sql] = {}

    def __call__(self, *given: Given, using: str = "default") -> list:
        connection = connections[using]
        shape = tuple(None if isinstance(each, Single) else len(each) for each in given)
        sql = self._kept.get((using, connection.vendor, shape))
        if sql is None:
            sql = self._prepare(given, using)
            self._kept[using, connection.vendor, shape] = sql
        if sql is _NEVER:
            return []
        single = _singly(given)
        with connection.cursor() as cursor:
            cursor.execute(sql.text, [part(single) for part in sql.parts])
            return sql.made(cursor.fetchall())

    def _prepare(self, given: tuple[Given, ...], using: str) -> _Sql:
        stand_ins: list[Given] = []
        at = 0
        for each in given:
            many = [each] if isinstance(each, Single) else list(each)
            new = [_stand_in(like, at + further) for further, like in enumerate(many)]
            stand_ins.append(new[0] if isinstance(each, Single) else new)
            at += len(many)
        queryset = self._build(*stand_ins).using(using)
        compiler = queryset.query.get_compiler(using)
        try:
            text, params = compiler.as_sql()
        except EmptyResultSet:  # among no numbers there is nothing
            return _NEVER
        takers = _takers(_singly(stand_ins), connections[using].ops)
        asked = [param for param in params if param in takers]
        if len(set(asked)) < at:
            raise ValueError("The query does not ask for all that it is given.")
        parts = [takers.get(param) or _always(param) for param in params]
        return _Sql(text, parts, _maker(queryset, compiler))


def _singly(given: Collection[Given]) -> list[Single]:
    """Everything given, one by one."""
    single: list[Single] = []
    for each in given:
        single.extend([each] if isinstance(each, Single) else each)
    return single


def _stand_in(like: Single, at: int) -> Any:
    if isinstance(like, datetime):
        return datetime.combine(_DAY, datetime.min.time(), UTC) + timedelta(days=at)
    if isinstance(like, date):
        return _DAY + timedelta(days=at)
    return _WORDS.format(at) if isinstance(like, str) else _NUMBER + at


def _takers(stand_ins: list[Single], ops) -> dict[Any, Callable[[list[Single]], Any]]:
    """For each stand-in, as it is written for this database (SQLite keeps days as text), how the real
    value is taken."""

    def taker(at: int, written: Callable[[Any], Any]) -> Callable[[list[Single]], Any]:
        return lambda single: written(single[at])

    found = {}
    for at, each in enumerate(stand_ins):
        written: Callable[[Any], Any] = _as_it_is
        if isinstance(each, datetime):
            written = ops.adapt_datetimefield_value
        elif isinstance(each, date):
            written = ops.adapt_datefield_value
        found[written(each)] = taker(at, written)
    return found


def _as_it_is(value: Any) -> Any:
    return value


def _always(param: Any) -> Callable[[list[Single]], Any]:
    return lambda single: param


def _maker(queryset: QuerySet, compiler) -> Callable[[list], list]:
    """How the database's rows become what the queryset would give. SQLite says 1 for yes, and a moment as
    text."""
    columns = [each[0] for each in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)

    def tuples(rows: list) -> list[tuple]:
        return list(map(tuple, compiler.apply_converters(rows, converters))) if converters else rows

    if not issubclass(queryset._iterable_class, ModelIterable):
        return tuples
    model, names = queryset.model, [column.target.attname for column in columns]
    return lambda rows: [model.from_db(queryset.db, names, row) for row in tuples(rows)]
