"""What the retention policy no longer lets attendance keep; called each night by its room."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Attendance


def forget_who_came(*, before: datetime, by) -> int:
    """Take the people off the lists of meetings that ended before; returns how many. The rows stay, so
    that how many came stays true. Safe to repeat."""
    named = Attendance.objects.filter(meeting__ends_at__lt=before, person__isnull=False)

    def forget(some: QuerySet[Attendance]) -> int:
        count = some.update(person=None, ticked_by=None)
        trail.record("minutes.attendance_forgotten", on=None, by=by, count=count)
        return count

    return in_batches(named, forget)
