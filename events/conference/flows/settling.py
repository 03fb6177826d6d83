"""The pieces that bookings are made of: what somebody has becomes what they want, and nothing is counted
twice."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Blocker, stop_if

from .. import booking_problems as problems
from ..enums import PartKind, Place
from ..models import Booking, Part, Registration
from . import rooms, stock


def settle(
    registration: Registration, parts: Iterable[Part], waits: Iterable[Part], now: datetime, by
) -> None:
    """Let these, and no others, be what the participant has, as `booking.book` says."""
    wanted, waited = _fresh(parts), _fresh(waits)
    had = {each.part_id: each for each in registration.bookings.select_related("part__session")}
    stop_if(problems.to_book(registration, wanted, waited, had, by, timezone.localdate(now)))
    given_up = [each for number, each in had.items() if number not in wanted | waited]
    freed = give_up(given_up)
    got = {number: each for number, each in had.items() if number in wanted | waited}
    rather: list[Part] = []
    for part in _new(waited, got):
        if _goes(part, rather) and part.seats_left != 0:
            continue
        got[part.pk] = _get(registration, part, now) or _write(
            registration, part, Place.WAITING, now
        )
        if got[part.pk].place == Place.TAKEN:
            rather.append(part)
    instead = [each for each in had.values() if _goes(each.part, rather) and each.holds]
    freed += give_up([each for each in instead if each not in given_up])
    full: list[Blocker] = []
    for part in _new(wanted, got):
        if _goes(part, rather):
            continue
        booking = _get(registration, part, now)
        if booking is None:
            full.append(problems.full(part))
        else:
            got[part.pk] = booking
    stop_if(full)
    if given_up or instead or len(got) > len(had):
        trail.record(
            "conference.parts_booked",
            on=registration,
            by=by,
            about=registration.person,
            count=len(got),
        )
    stock.pass_on(registration.conference, freed, now, by)


def take_what_was_wished(registration: Registration, now: datetime) -> None:
    """The seat has become certain: what was wished for is taken as far as it goes, and for the rest they
    stand in line."""
    wishes = registration.bookings.filter(place=Place.WISHED).select_related("part__session")
    taken = [
        each.part
        for each in registration.bookings.filter(place=Place.TAKEN).select_related("part__session")
    ]
    for booking in wishes.order_by("part_id"):
        if _goes(booking.part, taken) and booking.part.seats_left != 0:
            booking.delete()
            continue
        shared = booking.part.kind == PartKind.NIGHT and rooms.has_room_there(
            registration, booking.part
        )
        free = shared or (not _goes(booking.part, taken) and stock.take(booking.part_id))
        booking.place = Place.TAKEN if free else Place.WAITING
        booking.shared = shared
        booking.waiting_since = None if free else now
        booking.save(update_fields=["place", "shared", "waiting_since"])
        if free:
            taken.append(booking.part)


def give_up(bookings: Iterable[Booking]) -> list[int]:
    """These bookings are gone; returns the parts of which one is free now, for the caller to pass on."""
    bookings = list(bookings)
    # The room stays with whoever shares it.
    freed = [each.part_id for each in bookings if each.holds and not rooms.hand_over(each)]
    Booking.objects.filter(pk__in=[each.pk for each in bookings]).delete()
    stock.give_back(freed)
    return freed


def _get(registration: Registration, part: Part, now: datetime) -> Booking | None:
    """The part, or a wish for it as long as the seat is not certain; None when there is nothing left of it. A
    night in a room that one shares takes no room of its own."""
    if not registration.is_confirmed:
        return _write(registration, part, Place.WISHED, now)
    if part.kind == PartKind.NIGHT and rooms.has_room_there(registration, part):
        return _write(registration, part, Place.TAKEN, now, shared=True)
    return _write(registration, part, Place.TAKEN, now) if stock.take(part.pk) else None


def _write(
    registration: Registration, part: Part, place: Place, now: datetime, *, shared: bool = False
) -> Booking:
    return Booking.objects.create(
        registration=registration,
        part=part,
        place=place,
        shared=shared,
        waiting_since=now if place == Place.WAITING else None,
        booked_at=now,
        price=part.price_on(timezone.localdate(now)),
    )


def _goes(part: Part, rather: Iterable[Part]) -> bool:
    """Whether it is at the same time as something one would rather have."""
    return any(part.overlaps(other) for other in rather)


def _new(parts: dict[int, Part], got: dict[int, Booking]) -> list[Part]:
    """In one order for all."""
    return [part for number, part in sorted(parts.items()) if number not in got]


def _fresh(parts: Iterable[Part]) -> dict[int, Part]:
    numbers = [part.pk for part in parts]
    return Part.objects.select_related("session", "conference").in_bulk(numbers)
