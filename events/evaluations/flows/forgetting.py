"""What the retention policy no longer lets evaluations keep; called each night."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Receipt, Remark


def delete_receipts(*, before: datetime, by) -> int:
    """Once an evaluation is closed nobody needs to know who has answered. Safe to repeat."""

    def delete(some: QuerySet[Receipt]) -> int:
        count = some.delete()[1].get(Receipt._meta.label, 0)
        trail.record("evaluations.receipts_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Receipt.objects.filter(evaluation__closes_at__lt=before), delete)


def delete_remarks(*, before: datetime, by) -> int:
    """Delete what was written in evaluations that closed before; what was counted stays. Safe to repeat."""

    def delete(some: QuerySet[Remark]) -> int:
        count = some.delete()[1].get(Remark._meta.label, 0)
        trail.record("evaluations.remarks_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Remark.objects.filter(question__evaluation__closes_at__lt=before), delete)
