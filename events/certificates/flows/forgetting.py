"""What the retention policy no longer lets attendance and certificates keep."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Attendance, Certificate


def forget_who_came(*, before: datetime, by) -> int:
    """Take the people off the lists of courses that ended before; returns how many. The rows stay, so that
    how many came stays true. Safe to repeat."""
    named = Attendance.objects.filter(date__course__ends_at__lt=before, person__isnull=False)

    def forget(some: QuerySet[Attendance]) -> int:
        count = some.update(person=None, ticked_by=None)
        trail.record("certificates.attendance_forgotten", on=None, by=by, count=count)
        return count

    return in_batches(named, forget)


def delete_certificates(*, before: datetime, by) -> int:
    """Delete those that were issued before. Their numbers are then unknown. Safe to repeat."""

    def delete(some: QuerySet[Certificate]) -> int:
        count = some.delete()[1].get(Certificate._meta.label, 0)
        trail.record("certificates.deleted", on=None, by=by, count=count)
        return count

    return in_batches(Certificate.objects.filter(issued_at__lt=before), delete)


@transaction.atomic
def forget_holder(*, person: Any, by) -> int:
    """Somebody is erased: their certificates lose name and person, and say so when they are looked up.
    Returns how many."""
    rows = Certificate.objects.filter(person=person)
    count = rows.update(person=None, name="", withdrawn_because="")
    if count:
        trail.record("certificates.holder_forgotten", on=None, by=by, count=count)
    return count
