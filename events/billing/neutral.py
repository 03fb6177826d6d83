"""A document as neutral data: all that it says, in plain values. Page, sheet, ledger file and e-invoice
are made of this and of nothing else, so that another format is one more reader of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .enums import RATES, Kind, Vat
from .models import Document

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Seller:
    """Who wrote it, as it stood."""

    name: str
    cvr: str
    ean: str
    street: str
    postcode: str
    city: str
    bank_registration: str
    bank_account: str
    contact: str
    email: str
    phone: str


@dataclass(frozen=True)
class Buyer:
    """Who is charged, and how it finds its way there."""

    name: str
    ean: str
    reference: str
    order_number: str


@dataclass(frozen=True)
class BillLine:
    """One thing for one participant: what is paid, and what of it is not VAT."""

    number: int
    participant: str
    title: str
    gross: Decimal
    net: Decimal


@dataclass(frozen=True)
class Participant:
    """Somebody's lines, together."""

    name: str
    lines: tuple[BillLine, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.gross for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Bill:
    """An invoice or a credit note. A credit note's amounts are positive: that it is one says the rest."""

    is_invoice: bool
    number: str
    issued_on: date
    due_on: date | None
    subject: str
    seller: Seller
    buyer: Buyer
    lines: tuple[BillLine, ...]
    vat_rate: Decimal
    exempt_because: str
    total: Decimal
    credits_number: str
    credits_issued_on: date | None

    @property
    def net(self) -> Decimal:
        """Without VAT."""
        return sum((line.net for line in self.lines), Decimal(0))

    @property
    def vat(self) -> Decimal:
        return (self.net * self.vat_rate / 100).quantize(CENT, ROUND_HALF_UP)

    @property
    def rounding(self) -> Decimal:
        """What has been promised is paid, to the øre: what net and VAT lack of it, or have too much."""
        return self.total - self.net - self.vat

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The lines of each, in the document's order."""
        found: dict[str, list[BillLine]] = {}
        for line in self.lines:
            found.setdefault(line.participant, []).append(line)
        return tuple(Participant(name, tuple(lines)) for name, lines in found.items())


def neutral(document: Document) -> Bill:
    """The document's own data; reads nothing else."""
    rate = RATES[Vat(document.vat)]
    credited = document.credits
    return Bill(
        is_invoice=document.kind == Kind.INVOICE,
        number=document.number,
        issued_on=document.issued_on,
        due_on=document.due_on,
        subject=document.subject,
        seller=Seller(**document.seller),
        buyer=Buyer(
            document.payer_name, document.ean, document.payer_reference, document.order_number
        ),
        lines=tuple(
            BillLine(line.order, line.name, line.title, line.amount, _net(line.amount, rate))
            for line in document.lines.all()
        ),
        vat_rate=rate,
        exempt_because=document.vat_reason,
        total=document.total,
        credits_number=credited.number if credited else "",
        credits_issued_on=credited.issued_on if credited else None,
    )


@dataclass(frozen=True)
class VatNote:
    """What a page that shows prices says of VAT, as the bill will."""

    rate: Decimal
    amount: Decimal
    exempt_because: str


def vat_of(seller: Any, prices: Iterable[Decimal]) -> VatNote:
    """Of prices that somebody is promised, by the rule of a bill with a line for each: VAT is contained in
    what is paid, and worked out of the sum of what each line is without it. `seller` will write the bill."""
    rate = RATES[Vat(seller.vat)]
    net = sum((_net(price, rate) for price in prices), Decimal(0))
    amount = (net * rate / 100).quantize(CENT, ROUND_HALF_UP)
    return VatNote(rate, amount, seller.vat_reason if rate == 0 else "")


def _net(gross: Decimal, rate: Decimal) -> Decimal:
    return (gross * 100 / (100 + rate)).quantize(CENT, ROUND_HALF_UP)
