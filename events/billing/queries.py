"""Documents for a reader, and what is known of their payment."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from events.conference.models import Conference, Registration
from events.conference.queries import bills_for
from portal.kit.prepared import Prepared

from .enums import Kind
from .models import Document, LateDecision, Line, Seller
from .rules import may_bill, viewable

#: Whether a registration stands on an invoice that holds.
_has_bill = Prepared(
    lambda registration: (
        Line.objects.filter(
            registration=registration, document__kind=Kind.INVOICE, document__credited_by=None
        )
        .order_by()
        .values_list("pk")[:1]
    )
)


def documents_for(user) -> QuerySet[Document]:
    """The documents the reader may see; the same rule as `rules.may_view`."""
    found = Document.objects.filter(viewable(user)).distinct()
    return found.select_related("payer", "payment", "credits", "credited_by", "conference")


def lines_for(user, document: Document) -> QuerySet[Line]:
    """What of a document its reader may see: all of it, or what they and those whom they have registered are
    charged for."""
    if may_bill(user):
        return document.lines.all()
    return document.lines.filter(registration__in=bills_for(user))


def documents_of(user, conference: Conference) -> QuerySet[Document]:
    """A conference's, at the desk, the newest first."""
    if not may_bill(user):
        return Document.objects.none()
    found = documents_for(user).filter(conference=conference)
    return found.prefetch_related("lines").order_by("-issued_on", "-pk")


def bill_of(user, registration: Registration) -> list[Document]:
    """The invoices on which a registration stands and that hold, for whoever may see it. On the receipt of
    who has just registered there are none, which is asked first: it is the cheaper question."""
    if not _has_bill(registration.pk):
        return []
    found = documents_for(user).filter(
        lines__registration=registration, kind=Kind.INVOICE, credited_by=None
    )
    mine = Line.objects.filter(registration=registration)
    return list(found.prefetch_related(Prefetch("lines", mine, to_attr="own_lines")))


def bills_by_registration(user, registrations: Iterable[Registration]) -> dict[int, list[Document]]:
    """The same for several at once; one query."""
    lines = Line.objects.filter(
        registration__in=bills_for(user).filter(pk__in=[each.pk for each in registrations]),
        document__kind=Kind.INVOICE,
        document__credited_by=None,
    )
    found: dict[int, list[Document]] = {}
    for line in lines.select_related("document").order_by("document_id", "order"):
        documents = found.setdefault(line.registration_id or 0, [])
        if line.document not in documents:
            documents.append(line.document)
    return found


def late_ones(user, conference: Conference) -> QuerySet[Registration]:
    """Those who gave back late what costs something, and about whom nothing is decided yet."""
    if not may_bill(user):
        return Registration.objects.none()
    found = conference.registrations.filter(late_price__gt=0, late_decision=None)
    return found.select_related("person", "payer").order_by("cancelled_at", "pk")


def decisions(user, conference: Conference) -> QuerySet[LateDecision]:
    """What has been decided about the others."""
    if not may_bill(user):
        return LateDecision.objects.none()
    found = LateDecision.objects.filter(registration__conference=conference)
    return found.select_related("registration__person", "decided_by").order_by("decided_at", "pk")


def seller() -> Seller | None:
    """Who writes the bills, once somebody has told."""
    return Seller.objects.filter(pk=Seller.ONLY).first()
