"""What somebody's conference costs: the seat, and each part that they have. One rule for form, summary,
receipt and bill: the price of the day on which it was booked."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from .models import Booking, Conference, Part, Registration


def total(conference: Conference, parts: Iterable[Part], on: date) -> Decimal:
    """The sum for one participant who books these parts on this day."""
    return conference.price_on(on) + sum((part.price_on(on) for part in parts), Decimal(0))


def total_of(registration: Registration, bookings: Iterable[Booking]) -> Decimal:
    """What is charged for what somebody has; what is waited for, offered or wished for costs nothing yet. A
    night in the room that somebody else has booked is paid by them."""
    return registration.price + sum((each.cost for each in bookings), Decimal(0))
