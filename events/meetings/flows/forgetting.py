"""What the retention policy no longer lets meetings keep; called each night by its room."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import SignUp


def forget_who_came(*, before: datetime, by) -> int:
    """Take the people off the answers to meetings that ended before; returns how many. The rows stay,
    so that how many came stays true. Safe to repeat."""
    named = SignUp.objects.filter(meeting__ends_at__lt=before, person__isnull=False)

    def forget(some: QuerySet[SignUp]) -> int:
        count = some.update(person=None)
        trail.record("meetings.signups_forgotten", on=None, by=by, count=count)
        return count

    return in_batches(named, forget)
