"""What waits to be billed, worked out of what participants have and of the documents that hold.

A document belongs to one payer with one number and one reference, and collects its participants. Where
somebody who stands on a document is charged something else by now, or by somebody else, that document is
taken back and everybody on it is billed anew, together with whoever has come since."""

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from events.conference.enums import RegistrationState, State
from events.conference.models import Booking, Conference, Part, Registration
from events.conference.models.booking import CHARGED
from events.conference.summing import when

from .enums import LATE, SEAT, Kind
from .models import Closing, Document

#: So many names are written out on a list; of more the number is said.
FEW = 3


@dataclass(frozen=True)
class Payer:
    """Who is billed, and how the bill finds its way; the same for all that stand on one document."""

    municipality: int
    ean: str
    reference: str
    order_number: str


@dataclass(frozen=True)
class Item:
    """One thing that somebody is charged for."""

    thing: int
    title: str
    amount: Decimal

    @property
    def mark(self) -> tuple[int, str]:
        """What it is told from others by: words may change, and nobody is billed anew for them."""
        return self.thing, f"{self.amount:.2f}"


@dataclass(frozen=True)
class Charge:
    """Everything that one participant is charged for."""

    registration: Registration
    payer: Payer
    items: tuple[Item, ...]

    @property
    def total(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def name(self) -> str:
        """The participant's, or a word for one whose account is gone."""
        person = self.registration.person
        return person.name if person is not None else gettext("a participant")

    @property
    def mark(self) -> list:
        return [self.registration.pk, *sorted(item.mark for item in self.items)]


@dataclass
class Draft:
    """A document that could be issued."""

    payer: Payer
    charges: list[Charge]

    @property
    def few_names(self) -> str:
        """The participants' names, where they are few enough to be read at a glance."""
        names = [charge.name for charge in self.charges]
        return ", ".join(names) if len(names) <= FEW else ""

    @property
    def payer_name(self) -> str:
        return self.charges[0].registration.payer.name

    @property
    def total(self) -> Decimal:
        return sum((charge.total for charge in self.charges), Decimal(0))


@dataclass
class Due:
    """What is billed in one step: documents that are taken back, and those that take their place."""

    credits: list[Document] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def token(self) -> str:
        """Names exactly this, whoever asks: it is another one as soon as anything of it has changed."""
        content = [
            [each.pk for each in self.credits],
            [
                [list(vars(draft.payer).values()), *(charge.mark for charge in draft.charges)]
                for draft in self.drafts
            ],
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]

    @property
    def total(self) -> Decimal:
        """What the payers owe more afterwards, or less."""
        new = sum((draft.total for draft in self.drafts), Decimal(0))
        return new - sum((each.total for each in self.credits), Decimal(0))

    @property
    def title(self) -> str:
        """Whom it is about."""
        names = [draft.payer_name for draft in self.drafts]
        names += [document.payer_name for document in self.credits]
        return ", ".join(dict.fromkeys(names))

    @property
    def is_change(self) -> bool:
        return bool(self.credits)


def charges(conference: Conference) -> dict[int, Charge]:
    """What each participant is charged for by now, by the number of their registration; a constant number of
    queries. What costs nothing stands nowhere, and of a conference that is called off nobody is charged."""
    if conference.state != State.PUBLISHED:
        return {}
    with translation.override("da"):
        if Closing.objects.filter(conference=conference).exists():
            return _as_billed(conference)
        found = conference.registrations.filter(
            Q(state=RegistrationState.CONFIRMED) | Q(late_decision__is_charged=True)
        )
        rows = found.select_related("person", "payer")
        named = sorted(rows, key=lambda row: (row.person.name_key if row.person else "", row.pk))
        booked = _booked(conference)
        all_of_them = [
            Charge(row, payer_of(row), _items(conference, row, booked.get(row.pk, [])))
            for row in named
        ]
    return {each.registration.pk: each for each in all_of_them if each.items}


def standing(conference: Conference) -> list[Document]:
    """The invoices that hold, each with its lines."""
    found = conference.documents.filter(kind=Kind.INVOICE, credited_by=None)
    return list(found.prefetch_related("lines").select_related("payment").order_by("pk"))


def all_due(conference: Conference) -> list[Due]:
    """Everything that waits, changes first, then by payer in Danish order."""
    wanted = charges(conference)
    documents = standing(conference)
    stale = [each for each in documents if not _still_holds(each, wanted)]
    fallen = {each.pk for each in stale}
    settled = {
        line.registration_id
        for each in documents
        if each.pk not in fallen
        for line in each.lines.all()
    }
    drafts: dict[Payer, Draft] = {}
    for number, charge in wanted.items():
        if number not in settled:
            drafts.setdefault(charge.payer, Draft(charge.payer, [])).charges.append(charge)
    found = _together(stale, list(drafts.values()))
    return sorted(found, key=lambda due: (not due.is_change, *_order(due)))


def payer_of(registration: Registration) -> Payer:
    return Payer(
        registration.payer_id,
        registration.ean,
        registration.payer_reference,
        registration.order_number,
    )


def _order(due: Due) -> tuple:
    if due.drafts:
        first = due.drafts[0].charges[0].registration
        return first.payer.name_key, due.drafts[0].payer.reference
    return due.credits[0].payer_name, ""


def _booked(conference: Conference) -> dict[int, list[Item]]:
    """For each registration what it is charged for beside the seat, in order. The words are put together once
    for each part, and of the bookings nothing is read but what is charged: a big conference has as many of
    them as all else together."""
    parts = conference.parts.select_related("session__conference")
    order = {
        part.pk: (place, _words(part)) for place, part in enumerate(sorted(parts, key=_order_of))
    }
    charged = Booking.objects.filter(CHARGED, registration__conference=conference).order_by()
    half = gettext("half of a room for two")
    found: dict[int, list[tuple[int, Item]]] = {}
    for registration, number, in_twin, price, twin_price in charged.values_list(
        "registration", "part", "in_twin", "price", "twin_price"
    ):
        place, words = order[number]
        item = (
            Item(number, f"{words}, {half}", twin_price or Decimal(0))
            if in_twin
            else Item(number, words, price)
        )
        found.setdefault(registration, []).append((place, item))
    return {
        number: [item for _, item in sorted(items, key=lambda each: each[0])]
        for number, items in found.items()
    }


def _order_of(part: Part) -> tuple:
    return part.order


def _items(
    conference: Conference, registration: Registration, booked: list[Item]
) -> tuple[Item, ...]:
    if registration.state != RegistrationState.CONFIRMED:
        title = gettext("Given back after registration had closed")
        found = [Item(LATE, f"{title}, {conference.title}", registration.late_price or Decimal(0))]
        return tuple(item for item in found if item.amount)
    seat = gettext("A seat at the conference")
    found = [Item(SEAT, f"{seat}, {conference.period}", registration.price), *booked]
    return tuple(item for item in found if item.amount)


def _words(part: Part) -> str:
    """`Aftensmad, onsdag den 28. april 2027`."""
    day = when(part)
    return ", ".join(filter(None, [capfirst(part.name), day[:1].lower() + day[1:]]))


def _as_billed(conference: Conference) -> dict[int, Charge]:
    """Of a closed conference: what the documents say, for whoever pays by now."""
    lines: dict[int, list[Item]] = {}
    for document in standing(conference):
        for line in document.lines.all():
            if line.registration_id is not None:
                item = Item(line.thing, line.title, line.amount)
                lines.setdefault(line.registration_id, []).append(item)
    rows = conference.registrations.filter(pk__in=lines).select_related("person", "payer")
    return {row.pk: Charge(row, payer_of(row), tuple(lines[row.pk])) for row in rows.order_by("pk")}


def _still_holds(document: Document, wanted: dict[int, Charge]) -> bool:
    """Whether everybody on it is charged just that by now. Whose registration is long since deleted is left
    alone."""
    billed: dict[int, list[tuple[int, str]]] = {}
    for line in document.lines.all():
        if line.registration_id is None:
            return True
        item = Item(line.thing, line.title, line.amount)
        billed.setdefault(line.registration_id, []).append(item.mark)
    payer = Payer(document.payer_id, document.ean, document.payer_reference, document.order_number)
    for number, marks in billed.items():
        charge = wanted.get(number)
        if charge is None or charge.payer != payer:
            return False
        if sorted(marks) != sorted(item.mark for item in charge.items):
            return False
    return True


def _together(stale: list[Document], drafts: list[Draft]) -> list[Due]:
    """What shares a participant is done in one step, so that nobody is billed twice or not at all."""
    steps = [(_on(each), Due([each])) for each in stale]
    steps += [
        ({charge.registration.pk for charge in each.charges}, Due([], [each])) for each in drafts
    ]
    groups: dict[int, tuple[set[int], Due]] = {}
    group_of: dict[int, int] = {}
    for step, (numbers, due) in enumerate(steps):
        touching = [
            groups.pop(each) for each in sorted({group_of[n] for n in numbers if n in group_of})
        ]
        credits = [each for group in touching for each in group[1].credits] + due.credits
        new = [each for group in touching for each in group[1].drafts] + due.drafts
        numbers = numbers.union(*(group[0] for group in touching))
        groups[step] = numbers, Due(credits, new)
        group_of |= dict.fromkeys(numbers, step)
    return [due for _numbers, due in groups.values()]


def _on(document: Document) -> set[int]:
    """The registrations that stand on a document."""
    return {line.registration_id for line in document.lines.all() if line.registration_id}
