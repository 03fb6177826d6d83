"""How each document stands: open, overdue, paid or credited; and what that comes to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count
from django.utils import timezone

from events.conference.models import Conference

from .enums import Kind
from .models import Document, Line
from .queries import documents_of

#: Who wrote a bill stands on the bill, and not on the list.
_NOT_ON_LIST = ("seller", "credits__seller", "credited_by__seller")


class Standing(StrEnum):
    """What is known of a document."""

    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDITED = "credited"
    NOTE = "note"


@dataclass(frozen=True)
class Row:
    """A document on the desk's list."""

    document: Document
    standing: Standing
    people: int


@dataclass(frozen=True)
class Sums:
    """What has been billed by documents that hold, and how much of it is paid or late."""

    billed: Decimal
    paid: Decimal
    overdue: Decimal

    @property
    def open(self) -> Decimal:
        return self.billed - self.paid


def standing_of(document: Document) -> Standing:
    """One word for a document; nothing is asked of the database where the list has it at hand."""
    is_credited, is_paid = hasattr(document, "credited_by"), hasattr(document, "payment")
    return _standing(document.is_invoice, is_credited, is_paid, document.due_on)


def _standing(is_invoice: bool, is_credited: bool, is_paid: bool, due_on: date | None) -> Standing:
    if not is_invoice:
        return Standing.NOTE
    if is_credited:
        return Standing.CREDITED
    if is_paid:
        return Standing.PAID
    is_late = due_on is not None and due_on < timezone.localdate()
    return Standing.OVERDUE if is_late else Standing.OPEN


@dataclass(frozen=True)
class Known:
    """What sums are made of."""

    total: Decimal
    standing: Standing


def known(user, conference: Conference) -> list[Known]:
    """Every document of the conference, and of each no more than sums take; one query."""
    found = (
        documents_of(user, conference)
        .prefetch_related(None)
        .values_list("pk", "total", "kind", "credited_by", "payment", "due_on")
    )
    return [
        Known(
            total, _standing(kind == Kind.INVOICE, credited is not None, paid is not None, due_on)
        )
        for _pk, total, kind, credited, paid, due_on in found
    ]


def rows(user, conference: Conference, cut: slice) -> list[Row]:
    """Those documents of the conference that stand on a page, the newest first; a constant number of
    queries."""
    # The lines themselves are not read: of a big conference they are ten for each participant.
    found = list(documents_of(user, conference).prefetch_related(None).defer(*_NOT_ON_LIST)[cut])
    people = dict(
        Line.objects.filter(document__in=found)
        .order_by()
        .values("document")
        .annotate(people=Count("name", distinct=True))
        .values_list("document", "people")
    )
    return [Row(each, standing_of(each), people.get(each.pk, 0)) for each in found]


def sums(found: list[Known]) -> Sums:
    def of(*wanted: Standing) -> Decimal:
        return sum((each.total for each in found if each.standing in wanted), Decimal(0))

    return Sums(
        of(Standing.OPEN, Standing.OVERDUE, Standing.PAID),
        of(Standing.PAID),
        of(Standing.OVERDUE),
    )
