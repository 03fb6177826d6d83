"""Questions that every request asks of the database: put into SQL by Django once, and not each time.

Putting together the SQL of a small query takes Django three to ten times as long as the database takes
to answer it. The rule stays written once, as a queryset; what is kept is only its SQL.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable
from django.db.models.signals import post_init, pre_init

from portal.kit.constants import with_constants
from portal.kit.planned import asked

Single = int | str | date | UUID
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


class Kept:
    """A statement for what is given each time: its SQL, kept. What is asked or done with it, the kinds say:
    `Prepared` here, and those of `portal.kit.prepared_changes`."""

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._kept: dict[tuple, _Sql] = {}

    def _filled(self, given: tuple[Given, ...], using: str) -> tuple[_Sql, list] | None:
        """The statement and its parameters; None where it is known that there are no such rows."""
        sql = self._sql(given, connections[using].vendor, using)
        if sql is _NEVER:
            return None
        single = _singly(given)
        return sql, [part(single) for part in sql.parts]

    def _sql(self, given: tuple[Given, ...], vendor: str, using: str) -> _Sql:
        shape = tuple(None if isinstance(each, Single) else len(each) for each in given)
        sql = self._kept.get((using, vendor, shape))
        if sql is None:
            sql = self._kept[using, vendor, shape] = self._prepare(given, using)
        return sql

    def _compiler(self, queryset: QuerySet, using: str):
        return queryset.query.get_compiler(using)

    def _maker(self, queryset: QuerySet, compiler) -> Callable[[list], list]:
        return made_by(queryset, compiler)

    def _prepare(self, given: tuple[Given, ...], using: str) -> _Sql:
        stand_ins: list[Given] = []
        at = 0
        for each in given:
            many = [each] if isinstance(each, Single) else list(each)
            new = [_stand_in(like, at + further) for further, like in enumerate(many)]
            stand_ins.append(new[0] if isinstance(each, Single) else new)
            at += len(many)
        queryset = self._build(*stand_ins).using(using)
        compiler = self._compiler(queryset, using)
        try:
            text, params = compiler.as_sql()
        except EmptyResultSet as problem:
            if not all(isinstance(each, Single) or each for each in given):
                return _NEVER  # among no numbers there is nothing
            # Django knows beforehand that a column is too small for it: the real ones may well stand there.
            raise ValueError("A stand-in does not fit into the query.") from problem
        takers = _takers(_singly(stand_ins), connections[using])
        asked = [param for param in params if param in takers]
        if len(set(asked)) < at:
            raise ValueError("The query does not ask for all that it is given.")
        text, left = with_constants(connections[using], text, params, keep=takers)
        parts = [takers.get(param) or _always(param) for param in left]
        return _Sql(text, parts, self._maker(queryset, compiler))


class Prepared(Kept):
    """`build` gives a queryset (of objects, or `values_list`) for some numbers, words, days, moments and
    lists of numbers. Called with the real ones, this gives what it would: objects or tuples.

    Its SQL must not depend on what is given, but for how many numbers a list holds: nothing may be left out
    for a None. Objects have their annotations, and what `select_related` names fetched along; nothing is
    prefetched.
    """

    def __call__(self, *given: Given, using: str = "default") -> list:
        filled = self._filled(given, using)
        if filled is None:
            return []
        sql, params = filled
        return sql.made(asked(connections[using], sql.text, params))


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
    if isinstance(like, UUID):
        return UUID(int=_NUMBER + at)
    return _WORDS.format(at) if isinstance(like, str) else _NUMBER + at


def _takers(stand_ins: list[Single], connection) -> dict[Any, Callable[[list[Single]], Any]]:
    """For each stand-in, as it is written for this database (SQLite keeps days as text), how the real
    value is taken."""

    def taker(at: int, written: Callable[[Any], Any]) -> Callable[[list[Single]], Any]:
        return lambda single: written(single[at])

    found = {}
    for at, each in enumerate(stand_ins):
        written: Callable[[Any], Any] = _as_it_is
        if isinstance(each, datetime):
            written = connection.ops.adapt_datetimefield_value
        elif isinstance(each, date):
            written = connection.ops.adapt_datefield_value
        elif isinstance(each, UUID) and not connection.features.has_native_uuid_field:
            written = _hex
        found[written(each)] = taker(at, written)
    return found


def _as_it_is(value: Any) -> Any:
    return value


def _hex(value: UUID | str) -> str:
    """As Django does: a key may come as it is written."""
    return (value if isinstance(value, UUID) else UUID(value)).hex


def _always(param: Any) -> Callable[[list[Single]], Any]:
    return lambda single: param


def made_by(queryset: QuerySet, compiler) -> Callable[[list], list]:
    """How the database's rows become what the queryset would give. SQLite says 1 for yes, and a moment as
    text."""
    columns = [each[0] for each in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)

    def tuples(rows: list) -> list[tuple]:
        return list(map(tuple, compiler.apply_converters(rows, converters))) if converters else rows

    if not issubclass(queryset._iterable_class, ModelIterable):
        return tuples
    made = _made_of(compiler.klass_info, compiler.select, queryset.db)
    if not compiler.annotation_col_map:
        return lambda rows: [made(row) for row in tuples(rows)]
    annotated = tuple(compiler.annotation_col_map.items())

    def made_with_more(row: tuple) -> Model:
        new = made(row)
        for name, at in annotated:
            setattr(new, name, row[at])
        return new

    return lambda rows: [made_with_more(row) for row in tuples(rows)]


def _made_of(info: dict, select: list, db: str) -> Callable[[tuple], Model]:
    """How a row becomes an object, with the related ones that `select_related` fetches along."""
    if info.get("from_parent"):
        raise ValueError("What inherits from another table is not prepared.")
    model, fields = info["model"], info["select_fields"]
    columns = slice(fields[0], fields[-1] + 1)
    names = [each[0].target.attname for each in select[columns]]
    is_plain = _is_plain(model)
    related = [
        (
            _made_of(each, select, db),
            next(at for at in each["select_fields"] if select[at][0].target.primary_key),
            each["local_setter"],
            each["remote_setter"],
        )
        for each in info.get("related_klass_infos", ())
    ]

    def made(row: tuple) -> Model:
        values = row[columns]
        new = _plain(model, db, names, values) if is_plain else model.from_db(db, names, values)
        for make, key, set_here, set_there in related:
            other = None if row[key] is None else make(row)
            set_here(new, other)
            if other is not None:
                set_there(other, new)
        return new

    return made


def _is_plain(model: type[Model]) -> bool:
    """Whether nobody wants to know when one of its objects is made: then `_plain` leaves nothing out."""
    return (
        model.__init__ is Model.__init__
        and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
        and not pre_init.has_listeners(model)
        and not post_init.has_listeners(model)
    )


def _plain(model: type[Model], db: str, names: list[str], row: tuple) -> Model:
    """The object that `from_db` makes, in a sixth of the time: a page of ours makes forty. What was not asked
    for is not there, and read when it is asked for."""
    new = model.__new__(model)
    new.__dict__.update(zip(names, row, strict=True))
    new._state = ModelState()
    new._state.adding, new._state.db = False, db
    return new
