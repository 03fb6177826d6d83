"""Asking Wagtail's index of words directly, so that a common word costs no more than a rare one.

Wagtail's own search joins every match with its object and ranks them all before it takes the first few:
with a hundred thousand texts, a word that stands in each of them takes seconds. Here the index alone is
asked, for its newest matches and no more than `POOL` of them; both databases can stop there. The tables
and what is written to them stay Wagtail's: `wagtailsearch_indexentry`, and on SQLite its FTS5 twin.
"""

from collections.abc import Collection, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from . import fts5, postgresql
from .asks import POOL, Ask

__all__ = ["POOL", "Ask", "find"]


def find(
    model: type[models.Model], asks: Sequence[Ask], *, among: Collection[int] | None = None
) -> list[dict[int, float]]:
    """For each ask its newest matches, their keys with how well they fit (more is better); in one
    statement for all of them. `among`: only these objects."""
    found: list[dict[int, float]] = [{} for _ in asks]
    if not asks or (among is not None and not among):
        return found
    kind = ContentType.objects.get_for_model(model).pk
    keys = None if among is None else [str(each) for each in among]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement = fts5.statement(kind, asks, keys)
        else:
            statement = postgresql.statement(cursor, kind, asks, keys)
        cursor.execute(*statement)
        for number, key, score in cursor.fetchall():
            found[number][int(key)] = score or 0.0
    return found
