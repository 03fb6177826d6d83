"""What each participant is charged for by now. In numbers first, which is all that sums and comparing need:
of a big conference names and words are most of the work, so they are added (`in_words`) where somebody reads
them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from events.conference.enums import RegistrationState, State
from events.conference.models import Booking, Conference, Part
from events.conference.models.booking import CHARGED
from events.conference.summing import when

from .enums import LATE, SEAT, Kind
from .models import Closing, Line

#: Who pays, by the names of `Registration` and of `Document`.
PAID_BY = ("payer_id", "ean", "payer_reference", "order_number")


class Payer(NamedTuple):
    """Who is billed, and how the bill finds its way; the same for all that stand on one document. In the
    order of `PAID_BY`."""

    municipality: int
    ean: str
    reference: str
    order_number: str


class Item(NamedTuple):
    """One thing that somebody is charged for; the title is empty until it is put in words."""

    thing: int
    amount: Decimal
    #: For a room that two share each pays half.
    in_twin: bool = False
    title: str = ""

    @property
    def mark(self) -> tuple[int, str]:
        """What it is told from others by: words may change, and nobody is billed anew for them."""
        return self.thing, f"{self.amount:.2f}"


@dataclass(frozen=True)
class Charge:
    """Everything that one participant is charged for; the number is that of their registration. Who they are
    is empty until it is put in words, and so is the person of one whose account is gone."""

    registration: int
    payer: Payer
    items: tuple[Item, ...]
    person: int | None = None
    name: str = ""

    @property
    def total(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def mark(self) -> list:
        return [self.registration, *sorted(item.mark for item in self.items)]


def reckoned(conference: Conference) -> dict[int, Charge]:
    """In numbers, by the number of the registration; a constant number of queries. What costs nothing stands
    nowhere, and of a conference that is called off nobody is charged."""
    if conference.state != State.PUBLISHED:
        return {}
    if Closing.objects.filter(conference=conference).exists():
        items = {number: tuple(lines) for number, lines in _billed(conference).items()}
    else:
        items = _had(conference)
    payers = conference.registrations.order_by("pk").values_list("pk", *PAID_BY)
    return {
        number: Charge(number, Payer(*payer), items[number])
        for number, *payer in payers
        if number in items
    }


def in_words(conference: Conference, charges: Iterable[Charge]) -> dict[int, Charge]:
    """The same ones with names and titles, in Danish, for that is what a document is written in; by name in
    Danish order, and each with its items in the order of the programme."""
    given = {each.registration: each for each in charges}
    if not given:
        return {}
    with translation.override("da"):
        titled = _titled(conference)
        nobody = gettext("a participant")
        # Those of the conference are read, for a list of ten thousand numbers is no question to ask.
        people = conference.registrations.order_by("person__name_key", "pk").values_list(
            "pk", "person", "person__name"
        )
        return {
            number: replace(
                given[number],
                items=titled(given[number]),
                person=person,
                name=nobody if name is None else name,
            )
            for number, person, name in people
            if number in given
        }


def charges(conference: Conference) -> dict[int, Charge]:
    """Everybody's, in words."""
    return in_words(conference, reckoned(conference).values())


def lines_that_hold(conference: Conference) -> QuerySet[Line]:
    """The lines of the invoices that have not been taken back."""
    return Line.objects.filter(
        document__conference=conference,
        document__kind=Kind.INVOICE,
        document__credited_by=None,
    )


# --- in numbers --------------------------------------------------------------------------------------
def _had(conference: Conference) -> dict[int, tuple[Item, ...]]:
    """What they have: the seat first, then what they have booked; or what they gave back late."""
    booked = _booked(conference)
    charged = conference.registrations.filter(
        Q(state=RegistrationState.CONFIRMED) | Q(late_decision__is_charged=True)
    )
    found = {}
    for number, state, price, late_price in charged.order_by().values_list(
        "pk", "state", "price", "late_price"
    ):
        has_seat = state == RegistrationState.CONFIRMED
        first = Item(SEAT, price) if has_seat else Item(LATE, late_price or Decimal(0))
        items = [first] if first.amount else []
        if has_seat:
            items += booked.get(number, [])
        if items:
            found[number] = tuple(items)
    return found


def _booked(conference: Conference) -> dict[int, list[Item]]:
    """What each registration is charged for beside the seat. Of the bookings nothing is read but what costs
    something: a big conference has as many of them as all else together."""
    costs = Q(in_twin=False, price__gt=0) | Q(in_twin=True, twin_price__gt=0)
    charged = Booking.objects.filter(CHARGED, costs, part__conference=conference)
    found: dict[int, list[Item]] = {}
    for number, part, in_twin, price, twin_price in charged.order_by().values_list(
        "registration", "part", "in_twin", "price", "twin_price"
    ):
        amount = twin_price if in_twin else price
        item = Item(part, amount or Decimal(0), in_twin)
        found.setdefault(number, []).append(item)
    return found


def _billed(conference: Conference) -> dict[int, list[Item]]:
    """Of a closed conference: what the documents say, for whoever pays by now."""
    found: dict[int, list[Item]] = {}
    lines = lines_that_hold(conference).filter(registration__isnull=False)
    for number, thing, amount, title in lines.order_by("document", "order").values_list(
        "registration", "thing", "amount", "title"
    ):
        found.setdefault(number, []).append(Item(thing, amount, title=title))
    return found


# --- in words ----------------------------------------------------------------------------------------
def _titled(conference: Conference) -> Callable[[Charge], tuple[Item, ...]]:
    """What gives a charge's items their titles, and puts them in order. The words are put together once for
    each thing."""
    parts = conference.parts.select_related("session__conference")
    seat, late = (
        gettext("A seat at the conference"),
        gettext("Given back after registration had closed"),
    )
    titles = {
        SEAT: f"{seat}, {conference.period}",
        LATE: f"{late}, {conference.title}",
        **{part.pk: _words(part) for part in sorted(parts, key=_order_of)},
    }
    place = {thing: number for number, thing in enumerate(titles)}
    half = gettext("half of a room for two")

    @cache
    def titled(item: Item) -> Item:
        if item.title:  # a document says it
            return item
        words = titles[item.thing]
        return item._replace(title=f"{words}, {half}" if item.in_twin else words)

    def by_place(item: Item) -> int:
        return place.get(item.thing, len(place))

    return lambda charge: tuple(sorted(map(titled, charge.items), key=by_place))


def _order_of(part: Part) -> tuple:
    return part.order


def _words(part: Part) -> str:
    """`Aftensmad, onsdag den 28. april 2027`."""
    day = when(part)
    return ", ".join(filter(None, [capfirst(part.name), day[:1].lower() + day[1:]]))
