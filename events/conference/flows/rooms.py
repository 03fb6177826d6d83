"""Whose room a night is spent in, for the flows that book nights and give them up."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ..alone import alone_among
from ..enums import PartKind, Place, Room
from ..models import Booking, Part, Registration, RoomShare
from . import stock


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


def room_kept(registration: Registration, told: str) -> str:
    """The kind of room that is written down: whoever shares one goes on sleeping in one for two."""
    return Room.TWIN if partner_of(registration) is not None else told


def nights_with_room(registration: Registration) -> dict[int, bool]:
    """The nights for which the one they share with has a room of their own, and of each whether two have a
    price of their own there."""
    # Whoever shares sleeps in a room for two: nobody else is asked about.
    partner = partner_of(registration) if registration.room == Room.TWIN else None
    if partner is None:
        return {}
    hosts = nights_of(partner).filter(shared=False)
    return {part: price is not None for part, price in hosts.values_list("part", "twin_price")}


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


def hand_over(bookings: Iterable[Booking]) -> set[int]:
    """These nights are given up: where somebody shares the room it stays with them, and they go on paying
    what they have agreed to. Returns the numbers of the bookings whose room stays; the number of queries is
    the same for one night and for many."""
    nights = [each for each in bookings if each.part.kind == PartKind.NIGHT and each.holds]
    if not nights:
        return set()
    numbers = {each.registration_id for each in nights}
    shares = RoomShare.objects.filter(
        Q(asker__in=numbers) | Q(asked__in=numbers), agreed_at__isnull=False
    )
    other: dict[int, int] = {}
    for one, two in shares.values_list("asker", "asked"):
        other[one], other[two] = two, one
    if not other:
        return set()
    guests = Booking.objects.filter(
        registration__in=[other[number] for number in numbers if number in other],
        part__in=[each.part_id for each in nights],
        place=Place.TAKEN,
        shared=True,
    )
    rows = guests.values_list("registration", "part", "pk")
    found = {(guest, part): pk for guest, part, pk in rows}
    stays = {
        each.pk: found[guest, each.part_id]
        for each in nights
        if (guest := other.get(each.registration_id, 0)) and (guest, each.part_id) in found
    }
    Booking.objects.filter(pk__in=stays.values()).update(shared=False)
    return set(stays)


def pay_for_two(registration: Registration, part_ids: Iterable[int]) -> None:
    """Two sleep in one room these nights: each pays the price for one of two, where both were promised it."""
    partner = partner_of(registration)
    if partner is None:
        return
    both = Booking.objects.filter(
        registration__in=[registration.pk, partner.pk],
        part__in=list(part_ids),
        place=Place.TAKEN,
        twin_price__isnull=False,
    )
    priced = Counter(both.values_list("part", flat=True))
    parts = [part for part, count in priced.items() if count == 2]
    both.filter(part__in=parts).update(in_twin=True)


def left_alone(registration: Registration) -> list[Booking]:
    """The nights for which they pay as one of two, and sleep alone since the other one has left."""
    return alone_among(nights_of(registration))


def nights_of(registration: Registration) -> QuerySet[Booking]:
    """The nights that they have."""
    return Booking.objects.filter(
        registration=registration, part__kind=PartKind.NIGHT, place=Place.TAKEN
    )


def hold(share: RoomShare) -> list[int]:
    """Let an agreement hold: each night that both have takes one room, and is paid by both where there is a
    price for two. Returns the nights of which a room is free; the caller holds the conference's row."""
    pair = [share.asker_id, share.asked_id]
    Registration.objects.filter(pk__in=pair).update(room=Room.TWIN)
    nights = nights_of(share.asker).filter(part__in=nights_of(share.asked).values("part"))
    freed = list(nights.values_list("part_id", flat=True))
    nights_of(share.asked).filter(part__in=freed).update(shared=True)
    for one, other in ((share.asker, share.asked), (share.asked, share.asker)):
        freed += _move_in(one, other)
    stock.give_back(freed)
    together = nights_of(share.asked).filter(part__in=nights_of(share.asker).values("part"))
    pay_for_two(share.asker, list(together.values_list("part", flat=True)))
    return freed


def _move_in(host: Registration, guest: Registration) -> list[int]:
    """Nights that the guest waits for while the host has a room are had now; returns those that were held."""
    theirs = nights_of(host).filter(shared=False).values("part")
    waits = Booking.objects.filter(
        registration=guest, part__in=theirs, place__in=(Place.WAITING, Place.OFFERED)
    )
    held = list(waits.filter(place=Place.OFFERED).values_list("part_id", flat=True))
    waits.update(place=Place.TAKEN, shared=True, waiting_since=None, offered_until=None)
    return held
