"""What is kept for some days only."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Batch, Export


def delete_exports(*, before: datetime, by) -> int:
    """Delete the exports of before, whatever became of them, with their files. Returns how many; safe to
    repeat."""

    def delete(some: QuerySet[Export]) -> int:
        count = some.delete()[0]
        trail.record("transfer.exports_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Export.objects.filter(asked_at__lt=before), delete)


def delete_imports(*, before: datetime, by) -> int:
    """Delete the imports of before with their reports and zips; what they brought in stays. Returns how many;
    safe to repeat."""

    def delete(some: QuerySet[Batch]) -> int:
        count = some.delete()[1].get(Batch._meta.label, 0)
        trail.record("transfer.imports_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Batch.objects.filter(asked_at__lt=before), delete)
