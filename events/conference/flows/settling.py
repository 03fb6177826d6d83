"""The pieces that bookings are made of: what somebody has becomes what they want, and nothing is counted
twice."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Refused, stop_if

from .. import booking_problems as problems
from .. import prepared
from ..enums import PartKind, Place
from ..models import Booking, Part, Registration
from . import rooms, stock


def settle(
    registration: Registration,
    parts: Iterable[Part],
    waits: Iterable[Part],
    now: datetime,
    by,
    *,
    is_new: bool = False,
) -> None:
    """Let these, and no others, be what the participant has, as `booking.book` says. `is_new` for who has
    nothing yet."""
    wanted, waited = _fresh(registration, parts, waits)
    had = {} if is_new else {each.part_id: each for each in _had(registration)}
    stop_if(problems.to_book(registration, wanted, waited, had, by, timezone.localdate(now)))
    given_up = [each for number, each in had.items() if number not in wanted | waited]
    freed = give_up(given_up)
    basket = _Basket(registration, now, {n for n in had if n in wanted | waited}, is_new)
    rather: list[Part] = []
    for part in basket.new(waited):
        if _goes(part, rather) and part.seats_left != 0:
            continue
        if basket.put(part):
            if registration.is_confirmed:
                rather.append(part)
        else:
            basket.put_in_line(part)
    instead = [each for each in had.values() if _goes(each.part, rather) and each.holds]
    freed += give_up([each for each in instead if each not in given_up])
    chosen = [part for part in basket.new(wanted) if not _goes(part, rather)]
    stop_if([problems.full(part) for part in chosen if not basket.put(part)])
    basket.book()
    if given_up or instead or basket.bookings:
        trail.record(
            "conference.parts_booked",
            on=registration,
            by=by,
            about=registration.person,
            count=len(basket.numbers),
        )
    if freed:
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
    if not bookings:
        return []
    # The room stays with whoever shares it.
    freed = [each.part_id for each in bookings if each.holds and not rooms.hand_over(each)]
    Booking.objects.filter(pk__in=[each.pk for each in bookings]).delete()
    stock.give_back(freed)
    return freed


class _Basket:
    """What is about to be booked, in as few statements as it takes. The caller holds the conference's row and
    has read the parts behind it, so what they say is left is what is left."""

    def __init__(self, registration: Registration, now: datetime, kept: set[int], is_new: bool):
        self.numbers = set(kept)
        self.bookings: list[Booking] = []
        self._registration, self._now, self._is_new = registration, now, is_new

    def new(self, parts: dict[int, Part]) -> list[Part]:
        """Those that are not had or put in yet, in one order for all."""
        return [part for number, part in sorted(parts.items()) if number not in self.numbers]

    def put(self, part: Part) -> bool:
        """The part, or a wish for it as long as the seat is not certain; False when there is nothing left of
        it. A night in a room that one shares takes no room of its own."""
        if not self._registration.is_confirmed:
            self._add(part, Place.WISHED)
        elif part.pk in self._nights_with_room:
            self._add(part, Place.TAKEN, shared=True)
        elif part.seats_left == 0:
            return False
        else:
            self._add(part, Place.TAKEN)
        return True

    def put_in_line(self, part: Part) -> None:
        self._add(part, Place.WAITING, waiting_since=self._now)

    def book(self) -> None:
        """Take one of each and write the rows. Raises `Refused` where there is not one of each after all."""
        taken = [each.part for each in self.bookings if each.holds]
        if not stock.take_all([part.pk for part in taken]):
            raise Refused([problems.full(part) for part in taken])
        Booking.objects.bulk_create(self.bookings)

    @cached_property
    def _nights_with_room(self) -> set[int]:
        # Nobody shares with whoever has only just come.
        return set() if self._is_new else rooms.nights_with_room(self._registration)

    def _add(self, part: Part, place: Place, **facts) -> None:
        self.numbers.add(part.pk)
        self.bookings.append(
            Booking(
                registration=self._registration,
                part=part,
                place=place,
                booked_at=self._now,
                price=part.price_on(timezone.localdate(self._now)),
                **facts,
            )
        )


def _goes(part: Part, rather: Iterable[Part]) -> bool:
    """Whether it is at the same time as something one would rather have."""
    return any(part.overlaps(other) for other in rather)


def _had(registration: Registration) -> Iterable[Booking]:
    return registration.bookings.select_related("part__session")


def _fresh(
    registration: Registration, parts: Iterable[Part], waits: Iterable[Part]
) -> tuple[dict[int, Part], dict[int, Part]]:
    """Both as they are now; what belongs to another conference is refused by its own."""
    wanted, waited = {part.pk for part in parts}, {part.pk for part in waits}
    found = prepared.parts(registration.conference)
    strange = (wanted | waited) - found.keys()
    found |= (
        Part.objects.select_related("session", "conference").in_bulk(strange) if strange else {}
    )
    return (
        {number: part for number, part in found.items() if number in wanted},
        {number: part for number, part in found.items() if number in waited},
    )
