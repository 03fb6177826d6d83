"""Spans of days that must not overlap: a constraint that both databases keep.

A span is half-open and, without an end, goes on: from its first day until the day before its last. One
that begins and ends on the same day holds no day and overlaps nothing.

PostgreSQL knows it as an exclusion constraint. SQLite has none, so two triggers say no there; they stand
behind Django's own way of making a table anew, so that no later migration loses them.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, F, Q
from django.utils.translation import gettext_lazy as _


class NoOverlap(BaseConstraint):
    """No two rows with the same `fields` (none of them empty) have a day in common."""

    def __init__(self, *, fields: Sequence[str], starts: str, ends: str, name: str):
        self.fields, self.starts, self.ends = tuple(fields), starts, ends
        super().__init__(
            name=name,
            violation_error_code="overlap",
            violation_error_message=_("It overlaps another one in time."),
        )

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        kwargs = {"name": self.name, "fields": list(self.fields)}
        return path, args, {**kwargs, "starts": self.starts, "ends": self.ends}

    def __eq__(self, other):
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def __hash__(self):
        return hash((self.name, self.fields, self.starts, self.ends))

    # --- in the database ---------------------------------------------------------------------------
    def constraint_sql(self, model, schema_editor):
        """Within CREATE TABLE; SQLite's triggers follow once the table has its name."""
        if schema_editor.connection.vendor == "postgresql":
            return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self._exclusion(model)}"
        schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
        return None

    def create_sql(self, model, schema_editor):
        return Statement(
            f"ALTER TABLE %(table)s ADD CONSTRAINT %(name)s {self._exclusion(model)}",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def remove_sql(self, model, schema_editor):
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def _columns(self, model, *names: str) -> list[str]:
        return [f'"{model._meta.get_field(name).column}"' for name in names]

    def _exclusion(self, model) -> str:
        """Equality beside a range needs the extension btree_gist."""
        same = ", ".join(f"{column} WITH =" for column in self._columns(model, *self.fields))
        starts, ends = self._columns(model, self.starts, self.ends)
        return f"EXCLUDE USING gist ({same}, daterange({starts}, {ends}) WITH &&)"

    def _triggers(self, model, schema_editor):
        key = f'"{model._meta.pk.column}"'
        starts, ends = self._columns(model, self.starts, self.ends)
        same = " AND ".join(
            f"other.{column} = NEW.{column}" for column in self._columns(model, *self.fields)
        )
        body = (
            f"WHEN EXISTS (SELECT 1 FROM %(table)s AS other WHERE other.{key} IS NOT NEW.{key} "
            f"AND {same} AND (NEW.{ends} IS NULL OR other.{starts} < NEW.{ends}) "
            f"AND (other.{ends} IS NULL OR other.{ends} > NEW.{starts}) "
            f"AND (NEW.{ends} IS NULL OR NEW.{ends} > NEW.{starts}) "
            f"AND (other.{ends} IS NULL OR other.{ends} > other.{starts})) "
            f"BEGIN SELECT RAISE(ABORT, 'overlap: {self.name}'); END"
        )
        for deed in ("insert", "update"):
            yield Statement(
                f'CREATE TRIGGER "{self.name}_{deed}" BEFORE {deed.upper()} ON %(table)s {body}',
                table=Table(model._meta.db_table, schema_editor.quote_name),
            )

    # --- in a form ---------------------------------------------------------------------------------
    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """Raise ValidationError for a row that another one stands in the way of."""
        if set(exclude or ()) & {*self.fields, self.starts, self.ends}:
            return
        if self.overlapping(instance, model._default_manager.using(using)).exists():
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code
            )

    def overlapping(self, instance, rows):
        """Those of the rows that have a day in common with this one."""
        same = {name: getattr(instance, name) for name in self.fields}
        starts, ends = getattr(instance, self.starts), getattr(instance, self.ends)
        if None in same.values() or (ends is not None and ends <= starts):
            return rows.none()
        holds_days = Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__gt": F(self.starts)})
        goes_on = Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__gt": starts})
        found = rows.filter(holds_days, goes_on, **same).exclude(pk=instance.pk)
        return found if ends is None else found.filter(**{f"{self.starts}__lt": ends})
