"""What is kept for some days only."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import EXPORTS, Batch, Export


def delete_exports(*, before: datetime, by) -> int:
    """Delete the exports of before, whatever became of them, with their files, and such files of before as no
    export names. Returns how many of both; safe to repeat."""

    def delete(some: QuerySet[Export]) -> int:
        count = some.delete()[0]
        trail.record("transfer.exports_deleted", on=None, by=by, count=count)
        return count

    # First, while the rows still name what goes with them.
    alone = _sweep(before, by)
    return alone + in_batches(Export.objects.filter(asked_at__lt=before), delete)


def _sweep(before: datetime, by) -> int:
    """The files of workers that were killed after they had written one and before its row named it: no row
    leads to them, so nothing else would ever delete them."""
    storage = Export._meta.get_field("file").storage  # type: ignore[union-attr]
    try:
        _folders, names = storage.listdir(EXPORTS)
    except FileNotFoundError:  # none was ever made
        return 0
    stored = {f"{EXPORTS}/{name}" for name in names}
    named = set(Export.objects.filter(file__in=stored).values_list("file", flat=True))
    alone = [each for each in stored - named if storage.get_modified_time(each) < before]
    for each in alone:
        storage.delete(each)
    if alone:
        trail.record("transfer.exports_deleted", on=None, by=by, count=len(alone))
    return len(alone)


def delete_imports(*, before: datetime, by) -> int:
    """Delete the imports of before with their reports and zips; what they brought in stays. Returns how many;
    safe to repeat."""

    def delete(some: QuerySet[Batch]) -> int:
        count = some.delete()[1].get(Batch._meta.label, 0)
        trail.record("transfer.imports_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Batch.objects.filter(asked_at__lt=before), delete)
