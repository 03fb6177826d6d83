"""Rows that are written at the busiest moments: their INSERT is put into SQL by Django once, and not each
time, as `portal.kit.prepared` does it for questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connections, transaction
from django.db.models import AutoField, Field, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from portal.kit.planned import asked, done


@dataclass(frozen=True)
class _Sql:
    """An INSERT's text, and whether it takes the values of each column together (PostgreSQL's UNNEST) or
    those of each row."""

    text: str
    by_column: bool


class PreparedInsert[Row: Model]:
    """New rows of a model, written as `bulk_create` writes them: in one statement and without signals. They
    get the keys that the database gives them. Where a row with the same `unique` fields stands already, it
    gets the new one's `changed` fields instead.

    Raises ValueError for a model with defaults of the database's own, and TypeError for a value that is to be
    worked out there.
    """

    def __init__(
        self, model: type[Row], *, unique: Sequence[str] = (), changed: Sequence[str] = ()
    ):
        self._model = model
        self._unique, self._changed = unique, changed
        self._kept: dict[tuple[str, str, int], _Sql] = {}

    def one(self, row: Row, using: str = "default") -> Row:
        """The row, written."""
        self([row], using)
        return row

    def __call__(self, rows: Sequence[Row], using: str = "default") -> None:
        if not rows:
            return
        connection = connections[using]
        values = [[_value(field, row, connection) for field in self._fields] for row in rows]
        sql = self._sql(rows, connection)
        given = zip(*values, strict=True) if sql.by_column else values
        params = (
            list(map(list, given)) if sql.by_column else [each for row in given for each in row]
        )
        returned = self._model._meta.db_returning_fields
        keys: list[tuple] = [()] * len(rows)
        # As Django does: whoever goes on after an error does not commit half of what was to be done.
        with transaction.mark_for_rollback_on_error(using=using):
            if returned:
                keys = asked(connection, sql.text, params)
            else:
                done(connection, sql.text, params)
        for row, given_back in zip(rows, keys, strict=True):
            for field, value in zip(returned, given_back, strict=True):
                setattr(row, field.attname, value)
            row._state.adding, row._state.db = False, using

    @cached_property
    def _fields(self) -> list[Field]:
        """All but the key that the database gives."""
        found = self._model._meta.concrete_fields
        if any(each.has_db_default() for each in found):
            raise ValueError("The database has defaults of its own.")
        return [each for each in found if not isinstance(each, AutoField)]

    def _sql(self, rows: Sequence[Row], connection) -> _Sql:
        key = (connection.alias, connection.vendor, len(rows))
        sql = self._kept.get(key)
        if sql is None:
            sql = self._kept[key] = self._prepare(rows, connection)
        return sql

    def _prepare(self, rows: Sequence[Row], connection) -> _Sql:
        meta = self._model._meta
        query = InsertQuery(
            self._model,
            on_conflict=OnConflict.UPDATE if self._unique else None,
            update_fields=[meta.get_field(name) for name in self._changed],
            unique_fields=[meta.get_field(name) for name in self._unique],
        )
        new: list[Model] = list(rows)
        query.insert_values(self._fields, new)
        compiler = query.get_compiler(connection=connection)
        compiler.returning_fields = self._model._meta.db_returning_fields
        [(text, params)] = compiler.as_sql()
        return _Sql(text, by_column=len(rows) > 1 and len(params) == len(self._fields))


def _value(field: Field, row: Model, connection) -> Any:
    value = field.pre_save(row, True)
    if hasattr(value, "resolve_expression"):
        raise TypeError(f"{field.name} is to be worked out by the database.")
    return field.get_db_prep_save(value, connection)
