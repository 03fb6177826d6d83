"""Long work in small pieces, so that a night's job neither fills the memory nor holds the database."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

SIZE = 500


def in_batches(rows: QuerySet, deed: Callable[[QuerySet], int], *, size: int = SIZE) -> int:
    """Do `deed` to the rows, so many at a time, each time in a transaction of its own; returns the sum
    of what it returned.

    The rows are gone through by their keys and not by what is left, so one that the deed leaves as it
    is does not hold up the rest, and what comes in meanwhile is for the next time. What a broken-off run
    has done stays done.
    """
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return 0
    done, ahead = 0, rows.filter(pk__lte=last)
    while True:
        with transaction.atomic():
            keys = list(ahead.order_by("pk").values_list("pk", flat=True)[:size])
            if not keys:
                return done
            done += deed(rows.model._default_manager.filter(pk__in=keys))
        ahead = rows.filter(pk__gt=keys[-1], pk__lte=last)
