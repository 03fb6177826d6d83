"""What the retention policy no longer lets us keep."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Vain


def delete_vain(*, before: datetime, by) -> int:
    """Delete the counts of searches in vain from days before. Returns how many; safe to repeat."""

    def delete(some: QuerySet[Vain]) -> int:
        count = some.delete()[0]
        trail.record("words.vain_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Vain.objects.filter(day__lt=timezone.localdate(before)), delete)
