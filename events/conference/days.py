"""On which days somebody comes. A conference without days among its parts is one for all its days; where
there is a part for a day, those come who have it."""

from collections.abc import Iterable
from datetime import date

from .enums import PartKind
from .models import Booking, Part


def booked_days(parts: Iterable[Part]) -> set[date]:
    """The days that one books."""
    return {part.on for part in parts if part.kind == PartKind.DAY and part.on is not None}


def away(days: set[date], bookings: Iterable[Booking]) -> set[date]:
    """Of the days that one books, those on which somebody does not come."""
    return days - booked_days(each.part for each in bookings if each.is_chosen)


def day_of(part: Part) -> date | None:
    """The day on which one has to come for it; a night lies between two, so it says nothing."""
    if part.session is not None:
        return part.session.date
    return part.on if part.kind == PartKind.MEAL else None
