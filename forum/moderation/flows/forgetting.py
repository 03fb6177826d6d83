"""What the retention policy no longer lets keeping order keep; called each night by its room."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Case, Move


def delete_cases(*, before: datetime, by) -> int:
    """Delete the cases that were settled before, with all that was reported, and the moves, with all that
    was said to them. Returns how many; safe to repeat."""

    def delete(some: QuerySet) -> int:
        count = some.delete()[1].get(some.model._meta.label, 0)
        trail.record("moderation.cases_deleted", on=None, by=by, count=count)
        return count

    settled = (rows.filter(settled_at__lt=before) for rows in (Case.objects, Move.objects))
    return sum(in_batches(rows, delete) for rows in settled)
