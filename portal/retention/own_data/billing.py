"""Invoices of the annual conference: one's own lines, and what one has done about bills at the desk."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.billing.models import Line

from .sources import Column, Mine, Source, by


def _seller(document, _person) -> str:
    return str(document.seller.get("name", ""))


SOURCES = (
    Source(
        "billing.Line",
        _("What has been billed for you"),
        by("person"),
        (
            Column("document.number", _("Invoice or credit note")),
            Column("document.payer_name", _("Payer")),
            Column("registration.conference.title", _("Annual conference")),
            Column("name", _("Name")),
            Column("title", _("What")),
            Column("amount", _("Amount")),
        ),
        related=("document", "registration__conference"),
    ),
    Source(
        "billing.Document",
        _("Invoices on which you stand, and those that you have issued"),
        Mine(
            ("issued_by",),
            lambda person: (
                Q(issued_by=person)
                | Q(pk__in=Line.objects.filter(person=person).values("document"))
            ),
        ),
        (
            Column("number", _("Number")),
            Column("kind", _("Kind")),
            Column("seller", _("Seller"), via=_seller),
            Column("payer_name", _("Payer")),
            Column("payer_reference", _("Reference")),
            Column("order_number", _("Order number")),
            Column("issued_on", _("Issued")),
            Column("due_on", _("To be paid by")),
            Column("written_at", _("Written")),
            Column("issued_by.name", _("Issued by")),
        ),
        related=("issued_by",),
    ),
    Source(
        "billing.Payment",
        _("Payments that you have entered"),
        by("entered_by"),
        (
            Column("document.number", _("Invoice or credit note")),
            Column("paid_on", _("Paid on")),
            Column("entered_at", _("When")),
        ),
        related=("document",),
    ),
    Source(
        "billing.LateDecision",
        _("Decisions on late cancellations: about you, and those that you have taken"),
        Mine(
            ("decided_by",),
            lambda person: Q(decided_by=person) | Q(registration__person=person),
        ),
        (
            Column("registration.conference.title", _("Annual conference")),
            Column("is_charged", _("Is charged")),
            Column("decided_at", _("When")),
            Column("decided_by.name", _("Decided by")),
        ),
        related=("registration__conference", "decided_by"),
    ),
)
