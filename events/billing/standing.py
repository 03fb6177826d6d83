"""How each document stands: open, overdue, paid or credited; and what that comes to."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count

from events.conference.models import Conference

from .models import Document, Line
from .queries import documents_of, is_overdue


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
    if not document.is_invoice:
        return Standing.NOTE
    if hasattr(document, "credited_by"):
        return Standing.CREDITED
    if hasattr(document, "payment"):
        return Standing.PAID
    return Standing.OVERDUE if is_overdue(document) else Standing.OPEN


def rows(user, conference: Conference) -> list[Row]:
    """Every document of the conference, the newest first; a constant number of queries."""
    # The lines themselves are not read: of a big conference they are ten for each participant.
    found = documents_of(user, conference).prefetch_related(None)
    people = dict(
        Line.objects.filter(document__conference=conference)
        .order_by()
        .values("document")
        .annotate(people=Count("name", distinct=True))
        .values_list("document", "people")
    )
    return [Row(each, standing_of(each), people.get(each.pk, 0)) for each in found]


def sums(found: list[Row]) -> Sums:
    def of(*wanted: Standing) -> Decimal:
        return sum((row.document.total for row in found if row.standing in wanted), Decimal(0))

    return Sums(
        of(Standing.OPEN, Standing.OVERDUE, Standing.PAID),
        of(Standing.PAID),
        of(Standing.OVERDUE),
    )
