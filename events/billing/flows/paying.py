"""What is known of payments: by hand, and from the file of a bank or a ledger."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from events import seats
from events.conference.models import Conference
from portal.audit import trail
from portal.kit.problems import Refused, stop_if

from .. import problems
from ..enums import Source
from ..models import Document, Payment
from ..reconciling import Verdict, reconciled
from ..statements import Entry


@transaction.atomic
def mark_paid(
    *,
    document: Document,
    paid_on: date,
    source: Source = Source.HAND,
    at: datetime | None = None,
    by,
) -> Payment:
    """An invoice is paid. Safe to repeat: the first day that was said stands."""
    seats.lock(Conference(pk=document.conference_id))
    document = _again(document)
    there = Payment.objects.filter(document=document).first()
    stop_if(problems.to_pay(document, paid_on, by))
    if there is not None:
        return there
    payment = Payment.objects.create(
        document=document,
        paid_on=paid_on,
        source=source,
        entered_at=at or timezone.now(),
        entered_by=by,
    )
    trail.record("billing.paid", on=document, by=by, source=str(source))
    return payment


@transaction.atomic
def take_back(*, document: Document, by) -> bool:
    """It was not paid after all. Returns whether there was anything to take back. Safe to repeat."""
    stop_if(problems.to_manage(by))
    seats.lock(Conference(pk=document.conference_id))
    gone = bool(Payment.objects.filter(document=document).delete()[0])
    if gone:
        trail.record("billing.payment_taken_back", on=document, by=by)
    return gone


@transaction.atomic
def take_in(*, entries: Iterable[Entry], token: str, by) -> list[Payment]:
    """Mark as paid what the file says is paid: everything that was shown as fitting, or nothing. `token`
    names what was shown. Raises `Refused` ("stale") when by now something else would come of it. The same
    file again finds everything paid already."""
    stop_if(problems.to_manage(by))
    report = reconciled(by, entries)
    if report.token != token:
        raise Refused([problems.STALE_FILE])
    rows = [
        (row.document, row.entry.paid_on)
        for row in report.of(Verdict.FITS)
        if row.document is not None and row.entry.paid_on is not None
    ]
    # In one order for all, for each conference's row is locked.
    rows.sort(key=lambda row: (row[0].conference_id, row[0].pk))
    return [
        mark_paid(document=document, paid_on=paid_on, source=Source.FILE, by=by)
        for document, paid_on in rows
    ]


def _again(document: Document) -> Document:
    return Document.objects.select_related("credited_by").get(pk=document.pk)
