"""Objects made of rows that were read already, with what belongs to them at hand: they ask the database
nothing more."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from .models import Edition, Guide, Version

#: What an edition is based on, as `edition_of` takes it: columns of an edition.
BASIS = ("based_on__edition_id", "based_on__number")


def at_hand(thing: Any, name: str, empty: QuerySet, found: list) -> None:
    """What was read already stands as a prefetch leaves it."""
    empty._result_cache, empty._prefetch_done = found, True  # type: ignore[attr-defined]
    if not hasattr(thing, "_prefetched_objects_cache"):
        thing._prefetched_objects_cache = {}
    thing._prefetched_objects_cache[name] = empty


def edition_of(guide: Guide, columns: Sequence[str], row: Sequence) -> Edition:
    """The edition of a row of these columns and of `BASIS` after them."""
    edition = Edition.from_db("default", columns, row[: len(columns)])
    edition.guide = guide
    of, number = row[len(columns) : len(columns) + len(BASIS)]
    edition.based_on = None if of is None else Version(edition_id=of, number=number)
    return edition
