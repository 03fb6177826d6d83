"""What a participant reads before they confirm, and on their receipt: each part, its price, and the sum."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Summary:
    """What is had, what is waited for, and what it costs."""

    has: list[Line]
    waits: list[Line]
    total: Decimal


def of_choice(conference: Conference, parts: Iterable[Part], waits: Iterable[Part]) -> Summary:
    """Of what somebody is about to book today."""
    parts, today = list(parts), timezone.localdate()
    has = [_seat(conference, conference.price_on(today))]
    has += [_line(part, part.price_on(today)) for part in parts]
    waiting = [_line(part, part.price_on(today)) for part in waits]
    return Summary(has, waiting, total(conference, parts, today))


def of_bookings(registration: Registration, bookings: Iterable[Booking]) -> Summary:
    """Of what somebody has booked, at the prices of the day on which they did."""
    bookings = list(bookings)
    has = [_seat(registration.conference, registration.price)]
    has += [_booked(each) for each in bookings if each.place == Place.TAKEN]
    waits = [_booked(each) for each in bookings if each.place != Place.TAKEN]
    return Summary(has, waits, total_of(registration, bookings))


def _seat(conference: Conference, price: Decimal) -> Line:
    return Line(gettext("A seat at the conference"), conference.period, price)


def _booked(booking: Booking) -> Line:
    return _line(booking.part, None if booking.shared else booking.price, booking)


def _line(part: Part, price: Decimal | None, booking: Booking | None = None) -> Line:
    return Line(capfirst(part.name), when(part), price, part, booking)


def when(part: Part) -> str:
    """Its day and hours, where its name does not say them."""
    language = get_language() or "da"
    if part.session is not None:
        day = capfirst(dates.weekday_date(part.session.date, language))
        return f"{day} {part.session.hours}"
    if not part.title or part.on is None:  # the night's name says it
        return ""
    return capfirst(dates.weekday_date(part.on, language))
