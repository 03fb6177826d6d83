"""The pieces that bookings are made of: what somebody has becomes what they want, and nothing is counted
twice."""

from collections.abc import Collection, Container, Iterable
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from portal.audit import trail
from portal.kit.prepared_rows import PreparedInsert
from portal.kit.problems import Blocker, Refused, stop_if

from .. import booking_problems as problems
from .. import changes, notices, prepared
from ..days import booked_days
from ..enums import PartKind, Place, Wish
from ..models import Booking, Part, Registration
from . import rooms, stock

_write = PreparedInsert(Booking)


def settle(
    registration: Registration,
    parts: Iterable[Part],
    waits: Iterable[Part],
    now: datetime,
    by,
    *,
    seconds: Iterable[Part] = (),
    is_new: bool = False,
) -> int:
    """Let these, and no others, be what the participant has, as `booking.book` says. Who waits for the seat
    wishes for all of it: first what they would wait for anyway, then what they want, and of `seconds` what is
    left. Returns how many they have then. `is_new` for who has nothing yet: the trail says it with the deed
    that brings them."""
    everything = prepared.parts(registration.conference)
    wanted, waited, second = _among(everything, parts, waits, seconds)
    if registration.is_confirmed:
        second = {}
    second = {number: part for number, part in second.items() if number not in wanted | waited}
    named = wanted | waited | second
    had = {} if is_new else {each.part_id: each for each in _had(registration)}
    today = timezone.localdate(now)
    days = booked_days(everything.values())
    stop_if(problems.to_book(registration, wanted, waited | second, had, days, by, today))
    given_up = [each for number, each in had.items() if number not in named]
    if any(each.in_twin for each in given_up):
        # Whoever shared the room is left in it, and is asked what they want.
        notices.tell_left_in_room(rooms.partner_of(registration), registration, by=by)
    freed = give_up(given_up)
    kept = {number: each for number, each in had.items() if number in named}
    moved = _put_in_order(kept, wanted, second)
    basket = _Basket(registration, now, set(kept), is_new)
    rather: list[Part] = []
    for part in basket.new(waited):
        if _goes(part, rather) and part.seats_left != 0:
            continue
        if basket.put(part, Wish.RATHER):
            if registration.is_confirmed:
                rather.append(part)
        else:
            basket.put_in_line(part)
    instead = [each for each in had.values() if _goes(each.part, rather) and each.holds]
    freed += give_up([each for each in instead if each not in given_up])
    chosen = [part for part in basket.new(wanted) if not _goes(part, rather)]
    stop_if([problems.full(part) for part in chosen if not basket.put(part)])
    for part in basket.new(second):
        basket.put(part, Wish.ELSE)
    basket.book()
    if not is_new and (given_up or instead or moved or basket.bookings):
        trail.record(
            "conference.parts_booked",
            on=registration,
            by=by,
            about=registration.person,
            count=len(basket.numbers),
        )
    if freed:
        stock.pass_on(registration.conference, freed, now, by)
    return len(basket.numbers)


def take_what_was_wished(registration: Registration, now: datetime) -> None:
    """The seat has become certain: what was wished for is taken as far as it goes, in the order of the
    wishes, and for what is full they stand in line. What comes after something they have got is dropped."""
    wishes = registration.bookings.filter(place=Place.WISHED).select_related("part__session")
    taken = [
        each.part
        for each in registration.bookings.filter(place=Place.TAKEN).select_related("part__session")
    ]
    for booking in sorted(wishes, key=lambda each: (each.rank, each.part_id)):
        is_last = booking.rank == Wish.ELSE or booking.part.seats_left != 0
        if _goes(booking.part, taken) and is_last:
            booking.delete()
            continue
        shared = booking.part.kind == PartKind.NIGHT and rooms.has_room_there(
            registration, booking.part
        )
        free = shared or (not _goes(booking.part, taken) and stock.take(booking.part_id))
        booking.place = Place.TAKEN if free else Place.WAITING
        booking.shared = shared
        booking.waiting_since = None if free else now
        booking.wish = None
        booking.save(update_fields=["place", "shared", "waiting_since", "wish"])
        if shared:
            rooms.pay_for_two(registration, [booking.part_id])
        if free:
            taken.append(booking.part)


def give_up(bookings: Iterable[Booking]) -> list[int]:
    """These bookings are gone; returns the parts of which one is free now, for the caller to pass on."""
    bookings = list(bookings)
    if not bookings:
        return []
    # The room stays with whoever shares it.
    stays = rooms.hand_over(bookings)
    freed = [each.part_id for each in bookings if each.holds and each.pk not in stays]
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

    def put(self, part: Part, wish: Wish = Wish.CHOSEN) -> bool:
        """The part, or a wish for it as long as the seat is not certain; False when there is nothing left of
        it. A night in a room that one shares takes no room of its own."""
        if not self._registration.is_confirmed:
            self._add(part, Place.WISHED, wish=wish)
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
        _write(self.bookings)
        if guests := [each.part_id for each in self.bookings if each.shared]:
            rooms.pay_for_two(self._registration, guests)

    @cached_property
    def _nights_with_room(self) -> Collection[int]:
        # Nobody shares with whoever has only just come.
        return () if self._is_new else rooms.nights_with_room(self._registration)

    def _add(self, part: Part, place: Place, **facts) -> None:
        self.numbers.add(part.pk)
        today = timezone.localdate(self._now)
        self.bookings.append(
            Booking(
                registration=self._registration,
                part=part,
                place=place,
                booked_at=self._now,
                price=part.price_on(today),
                twin_price=part.twin_price_on(today),
                **facts,
            )
        )


def _goes(part: Part, rather: Iterable[Part]) -> bool:
    """Whether it is at the same time as something one would rather have."""
    return any(part.overlaps(other) for other in rather)


def _had(registration: Registration) -> Iterable[Booking]:
    return registration.bookings.select_related("part__session")


def to_see(registration: Registration, *named: Iterable[Part], seen: str, by) -> list[Blocker]:
    """Why what somebody has read is not what would be done. The caller holds the conference's row."""
    found = changes.of(
        registration,
        registration.bookings.select_related("part__session__conference"),
        *(each.values() for each in fresh(registration, *named)),
        beside=rooms.nights_with_room(registration),
        by=by,
    )
    return [] if found.token == seen else [problems.STALE]


def _put_in_order(kept: dict[int, Booking], wanted: Container[int], second: Container[int]) -> bool:
    """Each wish that stays gets the place in the order that it is named in now; whether any moved."""
    moved = False
    for number, booking in kept.items():
        named = Wish.CHOSEN if number in wanted else Wish.ELSE if number in second else Wish.RATHER
        if booking.place == Place.WISHED and booking.rank != named:
            booking.wish, moved = named, True
            booking.save(update_fields=["wish"])
    return moved


def fresh(registration: Registration, *groups: Iterable[Part]) -> tuple[dict[int, Part], ...]:
    """What is wanted, what is waited for and so on, as they are now, by their numbers; what belongs to
    another conference is refused by its own."""
    return _among(prepared.parts(registration.conference), *groups)


def _among(everything: dict[int, Part], *groups: Iterable[Part]) -> tuple[dict[int, Part], ...]:
    numbers = [{part.pk for part in parts} for parts in groups]
    found = dict(everything)
    strange = set().union(*numbers) - found.keys()
    found |= (
        Part.objects.select_related("session", "conference").in_bulk(strange) if strange else {}
    )
    return tuple(
        {number: part for number, part in found.items() if number in group} for group in numbers
    )
