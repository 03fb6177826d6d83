"""Changes that are made at the busiest moments: their SQL is kept, as `portal.kit.prepared` keeps it for
questions. New rows are written by `portal.kit.prepared_rows`."""

from collections.abc import Callable
from typing import Any

from django.db import connections, transaction
from django.db.models import QuerySet
from django.db.models.sql import DeleteQuery, UpdateQuery

from .planned import done
from .prepared import Given, Kept, Prepared, made_by


class _Change(Kept):
    """What is changed is gone back on when the database refuses it: as Django does, whoever goes on after an
    error does not commit half of what was to be done."""

    def _count(self, given: tuple[Given, ...], using: str) -> int:
        filled = self._filled(given, using)
        if filled is None:
            return 0
        sql, params = filled
        with transaction.mark_for_rollback_on_error(using=using):
            return done(connections[using], sql.text, params)

    def _maker(self, queryset: QuerySet, compiler) -> Callable[[list], list]:
        return list


class PreparedUpdate(_Change):
    """`build` gives the rows, and what they get is the same each time, such as `taken=F("taken") + 1`.
    Called, this gives how many rows there were, as `QuerySet.update` does."""

    def __init__(self, build: Callable[..., QuerySet], **values: Any):
        super().__init__(build)
        self._values = values

    def __call__(self, *given: Given, using: str = "default") -> int:
        return self._count(given, using)

    def _compiler(self, queryset: QuerySet, using: str):
        return _update(queryset, self._values, using)


class PreparedTaking(Prepared):
    """The same; called, this gives the rows as they are now, whole, so that nobody has to read them again."""

    def __init__(self, build: Callable[..., QuerySet], **values: Any):
        super().__init__(build)
        self._values = values

    def __call__(self, *given: Given, using: str = "default") -> list:
        with transaction.mark_for_rollback_on_error(using=using):
            return super().__call__(*given, using=using)

    def _compiler(self, queryset: QuerySet, using: str):
        compiler = _update(queryset, self._values, using)
        compiler.returning_fields = queryset.model._meta.concrete_fields
        return compiler

    def _maker(self, queryset: QuerySet, compiler) -> Callable[[list], list]:
        # A question for the same rows gives the same columns in the same order.
        question = queryset.model._default_manager.using(queryset.db).query.get_compiler(
            queryset.db
        )
        question.as_sql()
        return made_by(queryset, question)


class PreparedDelete(_Change):
    """`build` gives the rows that go. Called, this gives how many there were. Only for what nothing else
    points to and nobody listens to: nothing is looked for but the rows themselves.

    Raises ValueError, the first time, for a model that others point to."""

    def __call__(self, *given: Given, using: str = "default") -> int:
        return self._count(given, using)

    def _compiler(self, queryset: QuerySet, using: str):
        if any(
            each.auto_created and not each.concrete for each in queryset.model._meta.get_fields()
        ):
            raise ValueError("Others point to these rows.")
        return queryset.order_by().query.chain(DeleteQuery).get_compiler(using)


def _update(queryset: QuerySet, values: dict[str, Any], using: str):
    """The compiler of what `queryset.update(**values)` does."""
    query = queryset.order_by().query.chain(UpdateQuery)
    query.add_update_values(values)  # type: ignore[attr-defined]
    return query.get_compiler(using)
