"""What a participant reads before they confirm, and on their receipt: each part, its price, and the sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from portal.kit import dates

from .costs import total, total_of
from .enums import Place
from .models import Booking, Conference, Part


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
    """Of what somebody is about to book."""
    parts = list(parts)
    has = [_seat(conference), *(_line(part) for part in parts)]
    return Summary(has, [_line(part) for part in waits], total(conference, parts))


def of_bookings(conference: Conference, bookings: Iterable[Booking]) -> Summary:
    """Of what somebody has booked."""
    bookings = list(bookings)
    has = [_seat(conference)]
    has += [_line(each.part, each) for each in bookings if each.place == Place.TAKEN]
    waits = [_line(each.part, each) for each in bookings if each.place != Place.TAKEN]
    return Summary(has, waits, total_of(conference, bookings))


def _seat(conference: Conference) -> Line:
    return Line(gettext("A seat at the conference"), conference.period, conference.price)


def _line(part: Part, booking: Booking | None = None) -> Line:
    price = None if booking is not None and booking.shared else part.price
    return Line(capfirst(part.name), _when(part), price, part, booking)


def _when(part: Part) -> str:
    language = get_language() or "da"
    if part.session is not None:
        day = capfirst(dates.weekday_date(part.session.date, language))
        return f"{day} {part.session.hours}"
    if not part.title or part.on is None:  # the night's name says it
        return ""
    return capfirst(dates.weekday_date(part.on, language))
