"""Issuing documents, and taking back those that do not hold any more."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation

from events import seats
from events.conference.models import Conference
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import due, problems
from ..due import Draft, Due
from ..enums import Kind
from ..models import Document, Line, Seller
from ..queries import seller
from .numbers import drawn

#: What of the seller a document keeps.
KEPT = (
    *("name", "cvr", "ean", "street", "postcode", "city"),
    *("bank_registration", "bank_account", "contact", "email", "phone"),
)
#: Municipalities whose own name is not made as the others' are.
OFFICIAL = {"København": "Københavns Kommune", "Bornholm": "Bornholms Regionskommune"}


@transaction.atomic
def bill(
    *, conference: Conference, tokens: Iterable[str], at: datetime | None = None, by
) -> list[Document]:
    """Issue what these tokens name (`due.Due.token`), all of it or nothing; returns the new documents.
    What has been issued already is left alone, so a second click does nothing. Raises `Refused` ("stale")
    for a token that names nothing: something has changed since the list was read, or somebody has made it
    up."""
    from_whom, conference = _begun(conference, by)
    wanted = set(tokens)
    chosen = [each for each in due.reckoned(conference) if each.token in wanted]
    left = wanted - {each.token for each in chosen}
    done = conference.documents.filter(token__in=left).values_list("token", flat=True)
    stop_if([problems.STALE] if left - set(done) else [])
    return _all_issued(conference, chosen, from_whom, at, by)


@transaction.atomic
def bill_all(
    *, conference: Conference, token: str, at: datetime | None = None, by
) -> list[Document]:
    """Issue everything that waits, as long as it is just what this token names (`due.token_of`). When nothing
    waits any more, it has been done: a second click does nothing. Raises `Refused` ("stale") like `bill`."""
    from_whom, conference = _begun(conference, by)
    waiting = due.reckoned(conference)
    stop_if([problems.STALE] if waiting and due.token_of(waiting) != token else [])
    return _all_issued(conference, waiting, from_whom, at, by)


def _begun(conference: Conference, by) -> tuple[Seller, Conference]:
    from_whom = seller()
    stop_if(problems.to_bill(from_whom, by))
    assert from_whom is not None, "without one it is refused"
    # The conference's row is the queue: nobody registers, cancels or bills meanwhile.
    seats.lock(Conference(pk=conference.pk))
    return from_whom, Conference.objects.get(pk=conference.pk)


def _all_issued(
    conference: Conference, chosen: list[Due], from_whom: Seller, at: datetime | None, by
) -> list[Document]:
    now = at or timezone.now()
    return [
        document
        for each in due.in_words(conference, chosen)
        for document in _issue(conference, each, from_whom, now, by)
    ]


def _issue(
    conference: Conference, step: Due, from_whom: Seller, now: datetime, by
) -> list[Document]:
    issued = [_credit(document, step.token, now, by) for document in step.credits]
    issued += [
        _invoice(conference, draft, step.token, from_whom, now, by)
        for draft in step.drafts
        if draft.total
    ]
    return issued


def _invoice(
    conference: Conference, draft: Draft, token: str, from_whom: Seller, now: datetime, by
) -> Document:
    today = timezone.localdate(now)
    serial, number = drawn(Kind.INVOICE, today)
    with translation.override("da"):
        subject = f"{conference.title}, {conference.period}"
        lines = [(charge, item) for charge in draft.charges for item in charge.items]
    document = Document.objects.create(
        conference=conference,
        kind=Kind.INVOICE,
        year=today.year,
        serial=serial,
        number=number,
        subject=subject,
        issued_on=today,
        due_on=today + timedelta(days=from_whom.terms_days),
        payer_id=draft.payer.municipality,
        payer_name=_official(draft.payer_name),
        ean=draft.payer.ean,
        payer_reference=draft.payer.reference,
        order_number=draft.payer.order_number,
        seller={name: getattr(from_whom, name) for name in KEPT},
        vat=from_whom.vat,
        vat_reason=from_whom.vat_reason,
        total=draft.total,
        token=token,
        issued_by=by,
        written_at=now,
    )
    Line.objects.bulk_create(
        Line(
            document=document,
            order=order,
            registration_id=charge.registration,
            person_id=charge.person,
            name=charge.name,
            thing=item.thing,
            title=item.title,
            amount=item.amount,
        )
        for order, (charge, item) in enumerate(lines, start=1)
    )
    _record("billing.issued", document, by)
    return document


def _credit(document: Document, token: str, now: datetime, by) -> Document:
    """The same document the other way round, as it stands."""
    today = timezone.localdate(now)
    serial, number = drawn(Kind.CREDIT_NOTE, today)
    same = (
        *("conference_id", "subject", "payer_id", "payer_name", "ean", "payer_reference"),
        *("order_number", "seller", "vat", "vat_reason", "total"),
    )
    note = Document.objects.create(
        **{name: getattr(document, name) for name in same},
        kind=Kind.CREDIT_NOTE,
        year=today.year,
        serial=serial,
        number=number,
        credits=document,
        issued_on=today,
        token=token,
        issued_by=by,
        written_at=now,
    )
    kept = ("order", "registration_id", "person_id", "name", "thing", "title", "amount")
    Line.objects.bulk_create(
        Line(document=note, **{name: getattr(line, name) for name in kept})
        for line in document.lines.order_by("order")
    )
    _record("billing.credited", note, by)
    return note


def _record(action: str, document: Document, by) -> None:
    trail.record(action, on=document, by=by, conference=document.conference_id)


def _official(name: str) -> str:
    """`Odense Kommune`: the payer is the municipality, and not the town."""
    return OFFICIAL.get(name, f"{name} Kommune")
