"""What the retention policy no longer lets keeping order keep; called each night by its room."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Case


def delete_cases(*, before: datetime, by) -> int:
    """Delete the cases that were settled before, with all that was reported. Returns how many; safe to
    repeat."""

    def delete(some: QuerySet[Case]) -> int:
        count = some.delete()[1].get(Case._meta.label, 0)
        trail.record("moderation.cases_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Case.objects.filter(settled_at__lt=before), delete)
