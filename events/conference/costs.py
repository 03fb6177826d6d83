"""What somebody's conference costs: the seat, and each part that they have."""

from collections.abc import Iterable
from decimal import Decimal

from .models import Booking, Conference, Part


def total(conference: Conference, parts: Iterable[Part]) -> Decimal:
    """The sum for one participant with these parts."""
    return conference.price + sum((part.price for part in parts), Decimal(0))


def total_of(conference: Conference, bookings: Iterable[Booking]) -> Decimal:
    """What is charged for what somebody has; what is waited for, offered or wished for costs nothing yet. A
    night in the room that somebody else has booked is paid by them."""
    return total(conference, [each.part for each in bookings if each.is_charged])
