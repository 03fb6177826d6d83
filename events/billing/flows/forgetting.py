"""What the retention policy no longer lets billing keep, and what nobody needs once it is billed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from events import seats
from events.conference.models import Booking, Conference
from portal.audit import trail
from portal.jobs.batches import in_batches

from .. import due
from ..enums import Kind
from ..models import Closing, Document


def forget_what_is_billed(*, before: datetime, by) -> int:
    """Forget who had which meal and night of conferences whose last day was before, as soon as everything is
    billed: the documents say it, and are what somebody is charged by from then on. Returns how many bookings.
    Safe to repeat."""
    over = Conference.objects.filter(
        ends_on__lte=timezone.localdate(before), billing_closing=None
    ).exclude(documents=None)
    forgotten = 0
    for conference in over.order_by("pk"):
        with transaction.atomic():
            forgotten += _close(conference, by)
    return forgotten


def _close(conference: Conference, by) -> int:
    seats.lock(Conference(pk=conference.pk))
    conference = Conference.objects.get(pk=conference.pk)
    undecided = conference.registrations.filter(late_price__gt=0, late_decision=None)
    if due.reckoned(conference) or undecided.exists():
        return 0
    Closing.objects.create(conference=conference)
    count = Booking.objects.filter(part__conference=conference).delete()[0]
    trail.record("billing.bookings_forgotten", on=conference, by=by, count=count)
    return count


def delete_documents(*, before: datetime, by) -> int:
    """Delete the documents of financial years that ended before; returns how many. An invoice goes after the
    credit note that takes it back. Safe to repeat."""
    year = date(timezone.localdate(before).year, 1, 1)
    old = Document.objects.filter(issued_on__lt=year)

    def delete(some: QuerySet[Document]) -> int:
        count = some.delete()[1].get(Document._meta.label, 0)
        trail.record("billing.documents_deleted", on=None, by=by, count=count)
        return count

    notes = in_batches(old.filter(kind=Kind.CREDIT_NOTE), delete)
    return notes + in_batches(old.filter(kind=Kind.INVOICE, credited_by=None), delete)
