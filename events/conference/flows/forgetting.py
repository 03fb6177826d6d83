"""What the retention policy no longer lets the conference keep; called each night by its room."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..enums import PartKind
from ..models import Booking, Registration


def erase_needs(*, before: datetime, by) -> int:
    """Empty diet and needs of conferences whose last day was before, and forget who chose which session;
    returns how many registrations and choices. A session's `taken` stays: it says how many, and of
    nobody who it was. Safe to repeat."""
    written = Registration.objects.filter(
        ~Q(diet="") | ~Q(needs=""), conference__ends_on__lte=timezone.localdate(before)
    )

    def empty(some: QuerySet[Registration]) -> int:
        count = some.update(diet="", needs="")
        trail.record("conference.needs_erased", on=None, by=by, count=count)
        return count

    chosen = Booking.objects.filter(
        part__kind=PartKind.SESSION, part__conference__ends_on__lte=timezone.localdate(before)
    )

    def forget(some: QuerySet[Booking]) -> int:
        count = some.delete()[0]
        trail.record("conference.choices_forgotten", on=None, by=by, count=count)
        return count

    return in_batches(written, empty) + in_batches(chosen, forget)


def delete_registrations(*, before: datetime, by) -> int:
    """Delete the registrations, and with them the bills, of conferences in financial years that ended
    before; returns how many. A municipality's financial year is the calendar's.

    The conference's `taken` stays: it says how many came, and of nobody who it was. Safe to repeat.
    """
    old = Registration.objects.filter(
        conference__ends_on__lt=date(timezone.localdate(before).year, 1, 1)
    )

    def delete(some: QuerySet[Registration]) -> int:
        count = some.delete()[1].get(Registration._meta.label, 0)
        trail.record("conference.registrations_deleted", on=None, by=by, count=count)
        return count

    return in_batches(old, delete)
