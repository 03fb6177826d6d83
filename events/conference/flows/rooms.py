"""Whose room a night is spent in, for the flows that book nights and give them up."""

from django.db.models import Q, QuerySet

from ..enums import PartKind, Place, Room
from ..models import Booking, Part, Registration, RoomShare


def partner_of(registration: Registration) -> Registration | None:
    """Whom they have agreed with to share a room."""
    share = (
        RoomShare.objects.filter(
            Q(asker=registration) | Q(asked=registration), agreed_at__isnull=False
        )
        .select_related("asker__person", "asked__person")
        .first()
    )
    if share is None:
        return None
    return share.asked if share.asker_id == registration.pk else share.asker


def nights_with_room(registration: Registration) -> set[int]:
    """The nights for which the one they share with has a room of their own."""
    # Whoever shares sleeps in a room for two: nobody else is asked about.
    partner = partner_of(registration) if registration.room == Room.TWIN else None
    if partner is None:
        return set()
    return set(nights_of(partner).filter(shared=False).values_list("part", flat=True))


def has_room_there(registration: Registration, part: Part) -> bool:
    """Whether the one they share with has a room of their own that night."""
    partner = partner_of(registration)
    return partner is not None and nights_of(partner).filter(part=part, shared=False).exists()


def taken_over(registration: Registration) -> set[int]:
    """The nights whose room stays with the one they share it with, when they give it up."""
    partner = partner_of(registration)
    if partner is None:
        return set()
    guests = nights_of(partner).filter(shared=True)
    return set(guests.values_list("part_id", flat=True))


def hand_over(booking: Booking) -> bool:
    """Somebody gives a night up: the room stays with whoever shares it, if anybody does."""
    partner = partner_of(booking.registration)
    if partner is None:
        return False
    return bool(nights_of(partner).filter(part=booking.part_id, shared=True).update(shared=False))


def nights_of(registration: Registration) -> QuerySet[Booking]:
    """The nights that they have."""
    return Booking.objects.filter(
        registration=registration, part__kind=PartKind.NIGHT, place=Place.TAKEN
    )
