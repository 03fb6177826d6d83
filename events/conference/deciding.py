"""What waits for the secretariat before a conference can be held."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .alone import alone_among
from .desk_queries import day_of
from .enums import PartKind, Place, RegistrationState
from .models import Booking, Conference, RoomShare
from .rules import may_manage

#: An offer is named this long before it runs out.
SOON = timedelta(hours=24)
#: So many names are written out; the rest is a number.
NAMES = 8


@dataclass(frozen=True)
class Matter:
    """One kind of thing to decide: how many, whom or what it is about, and where one does it."""

    code: str
    count: int
    names: list[str]
    listing: str = ""

    @property
    def more(self) -> int:
        return self.count - len(self.names)


def matters(user, conference: Conference) -> list[Matter]:
    """Everything that waits, what is most urgent first; a constant number of queries."""
    if not may_manage(user):
        return []
    soon = timezone.now() + SOON
    bookings = Booking.objects.filter(part__conference=conference)
    seats = conference.registrations.filter(offered_until__lte=soon)
    offered = [
        *seats.values_list("person__name", flat=True),
        *bookings.filter(offered_until__lte=soon).values_list(
            "registration__person__name", flat=True
        ),
    ]
    nights = bookings.filter(place=Place.WAITING, part__kind=PartKind.NIGHT)
    nights_had = bookings.filter(place=Place.TAKEN, part__kind=PartKind.NIGHT)
    alone = {each.registration.person for each in alone_among(nights_had)}
    shares = RoomShare.objects.filter(asked__conference=conference, agreed_at=None)
    lacking = conference.registrations.filter(state=RegistrationState.CONFIRMED).filter(
        Q(emergency_name="") | Q(emergency_phone="")
    )
    unbooked = conference.parts.filter(
        taken=0, bookings=None, session__cancelled_at=None
    ).select_related("session")
    drafts = conference.session_drafts.order_by("day", "starts", "title")
    found = [
        _matter("offers_end", offered),
        _matter("unpublished", drafts.values_list("title", flat=True)),
        _matter(
            "nights_wait",
            nights.order_by("waiting_since").values_list("registration__person__name", flat=True),
        ),
        _matter("left_alone", _names(alone)),
        _matter("rooms_asked", shares.values_list("asked__person__name", flat=True)),
        _matter(
            "no_contact",
            lacking.order_by("person__name_key").values_list("person__name", flat=True),
            "deltagere",
        ),
        _matter(
            "unbooked",
            [part.name for part in sorted(unbooked, key=lambda part: day_of(part, conference))],
        ),
    ]
    return [each for each in found if each.count]


def _names(people: set) -> list[str]:
    """In Danish order; whoever has been erased has none, and stands last."""
    return [
        each.name if each else ""
        for each in sorted(people, key=lambda each: (each is None, each and each.name_key))
    ]


def _matter(code: str, names, listing: str = "") -> Matter:
    all_of_them = [name or "–" for name in names]
    return Matter(code, len(all_of_them), all_of_them[:NAMES], listing)
