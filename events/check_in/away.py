"""Who comes on a day that they have not booked: the door says so, and lets them in all the same."""

from collections import defaultdict
from datetime import date

from events.conference.enums import PartKind, Place, RegistrationState
from events.conference.models import Booking, Conference


def days_away(conference: Conference) -> dict[int, list[date]]:
    """Of each registration with a seat the days that one books and they have not; nothing where the
    conference is booked as a whole, and of nobody who comes on all of them."""
    of_parts = conference.parts.filter(kind=PartKind.DAY).values_list("on", flat=True)
    days = {on for on in of_parts if on is not None}
    if not days:
        return {}
    booked: dict[int, set[date]] = defaultdict(set)
    rows = Booking.objects.filter(
        part__conference=conference, part__kind=PartKind.DAY, place=Place.TAKEN
    )
    for number, on in rows.values_list("registration", "part__on"):
        if on is not None:
            booked[number].add(on)
    come = conference.registrations.filter(state=RegistrationState.CONFIRMED)
    return {
        number: missing
        for number in come.values_list("pk", flat=True)
        if (missing := sorted(days - booked[number]))
    }
