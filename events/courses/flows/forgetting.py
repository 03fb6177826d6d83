"""What the retention policy no longer lets courses keep; called each night."""

from datetime import datetime

from django.db.models import Q, QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Enrolment, Teacher


def forget_who_took(*, before: datetime, by) -> int:
    """Take the people off the seats of courses that ended before, and empty the names of guests who taught
    there and everybody's titles; returns how many. The rows stay, and so does the count. Safe to repeat."""
    named = Enrolment.objects.filter(course__ends_at__lt=before, person__isnull=False)

    def forget(some: QuerySet[Enrolment]) -> int:
        count = some.update(person=None)
        trail.record("courses.enrolments_forgotten", on=None, by=by, count=count)
        return count

    guests = Teacher.objects.filter(~Q(name="") | ~Q(title=""), course__ends_at__lt=before)

    def forget_guests(some: QuerySet[Teacher]) -> int:
        count = some.update(name="", title="")
        trail.record("courses.teachers_forgotten", on=None, by=by, count=count)
        return count

    return in_batches(named, forget) + in_batches(guests, forget_guests)
