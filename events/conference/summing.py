"""What a participant reads before they confirm, and on their receipt: each part, its price, and the sum."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from portal.kit import dates

from .costs import total, total_of
from .enums import Place
from .models import Booking, Conference, Part, Registration


@dataclass(frozen=True)
class Line:
    """One part on a list; `booking` where it is had or waited for already."""

    title: str
    when: str
    price: Decimal | None
    part: Part | None = None
    booking: Booking | None = None
    #: What it costs each of two who share the room, as long as nobody does.
    twin: Decimal | None = None
    #: The first, second … of several wishes for the same time; 0 where it is the only one.
    wish: int = 0


@dataclass(frozen=True)
class Summary:
    """What is had, what is waited for, and what it costs."""

    has: list[Line]
    waits: list[Line]
    total: Decimal


def of_choice(
    conference: Conference,
    parts: Iterable[Part],
    waits: Iterable[Part],
    seconds: Iterable[Part] = (),
) -> Summary:
    """Of what somebody is about to book today."""
    parts, today = list(parts), timezone.localdate()
    has = [of_seat(conference, conference.price_on(today))]
    has += [of_part(part, part.price_on(today)) for part in parts]
    waiting = [of_part(part, part.price_on(today)) for part in waits]
    waiting += [replace(of_part(part, part.price_on(today)), wish=2) for part in seconds]
    return Summary(has, waiting, total(conference, parts, today))


def of_bookings(registration: Registration, bookings: Iterable[Booking]) -> Summary:
    """Of what somebody has booked, at the prices of the day on which they did."""
    bookings = list(bookings)
    has = [of_seat(registration.conference, registration.price)]
    has += [of_booking(each) for each in bookings if each.place == Place.TAKEN]
    waits = [of_booking(each) for each in bookings if each.place != Place.TAKEN]
    waits = _numbered(waits) if not registration.is_confirmed else waits
    return Summary(has, waits, total_of(registration, bookings))


def _numbered(lines: list[Line]) -> list[Line]:
    """Wishes for the same time one after the other, in the order in which they are given."""
    found = []
    for line in lines:
        rivals = [each for each in lines if _rival(line, each)]
        before = [each for each in rivals if _turn(each) < _turn(line)]
        found.append(replace(line, wish=len(before) + 1 if rivals else 0))
    return sorted(found, key=lambda line: (line.part.order[:3], line.wish) if line.part else ())


def _rival(one: Line, other: Line) -> bool:
    assert one.part is not None and other.part is not None, "a wish is for a part"
    return one.part.overlaps(other.part)


def _turn(line: Line) -> tuple[int, int]:
    assert line.booking is not None, "it is of a booking"
    return line.booking.rank, line.booking.part_id


def of_seat(conference: Conference, price: Decimal) -> Line:
    """The seat itself."""
    return Line(gettext("A seat at the conference"), conference.period, price)


def of_booking(booking: Booking) -> Line:
    """A part that somebody has, or waits for, at the price that they were promised."""
    is_free = booking.shared and not booking.in_twin
    line = of_part(booking.part, None if is_free else _price(booking), booking)
    alone = not booking.in_twin and not booking.shared
    return replace(line, twin=booking.twin_price if alone else None)


def _price(booking: Booking) -> Decimal:
    """What it costs, or would where they wait for it."""
    return booking.cost if booking.is_charged else booking.price


def of_part(part: Part, price: Decimal | None, booking: Booking | None = None) -> Line:
    """A part; without a price it is paid by somebody else."""
    twin = part.twin_price_now if part.twin_price is not None else None
    return Line(capfirst(part.name), when(part), price, part, booking, twin=twin)


def when(part: Part) -> str:
    """Its day and hours, where its name does not say them."""
    language = get_language() or "da"
    if part.session is not None:
        day = capfirst(dates.weekday_date(part.session.date, language))
        return f"{day} {part.session.hours}"
    if not part.title or part.on is None:  # the night's name says it
        return ""
    return capfirst(dates.weekday_date(part.on, language))
