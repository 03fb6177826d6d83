"""What a change would make of what somebody has, worked out before it is done: what is new, what is given up,
which lines are joined and left, what stands fast, and the price before and after. Page, desk and flow read
it here, so that what was seen is what is done."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone

from .booking_problems import at_the_same_time, too_late
from .enums import Place, Wish
from .models import Booking, Part, Registration
from .summing import Line, Summary, of_booking, of_part, of_seat

#: Nobody shares a room with them.
NOBODY: Mapping[int, bool] = {}


@dataclass(frozen=True)
class Change:
    """What becomes of somebody's bookings. `stands` is what they have and cannot change any more."""

    added: list[Line]
    given_up: list[Line]
    joins: list[Line]
    leaves: list[Line]
    stands: list[Line]
    seconds: list[Line]
    is_reordered: bool
    after: Summary
    before: Decimal
    token: str

    @property
    def is_nothing(self) -> bool:
        """Whether all that is booked stays as it is."""
        moved = self.is_reordered or self.seconds
        return not (self.added or self.given_up or self.joins or self.leaves or moved)

    @property
    def difference(self) -> Decimal:
        return self.after.total - self.before


def of(
    registration: Registration,
    bookings: Iterable[Booking],
    parts: Iterable[Part],
    waits: Iterable[Part],
    seconds: Iterable[Part] = (),
    *,
    beside: Mapping[int, bool] = NOBODY,
    by,
) -> Change:
    """What these parts and lines, and no others, would change, with the second wishes of who waits for the
    seat; `beside` are the nights for which whoever one shares a room with has it already
    (`flows.rooms.nights_with_room`)."""
    today = timezone.localdate()
    had = {each.part_id: each for each in bookings}
    if registration.is_confirmed:
        seconds = ()
    wanted, waited, second = ({p.pk: p for p in some} for some in (parts, waits, seconds))
    lines = [part for number, part in waited.items() if number not in had | wanted]
    # What is waited for and to be had is taken, before what is at the same time (`flows.settling`).
    rather = [part for part in lines if registration.is_confirmed and _is_left(part, beside)]
    goes = [
        each
        for number, each in had.items()
        if number not in wanted | waited | second or (each.holds and _overlaps(each.part, rather))
    ]
    stays = [each for each in had.values() if each not in goes]
    new = [part for number, part in wanted.items() if number not in had]
    new = [*(part for part in new if not _overlaps(part, rather)), *rather]
    lines = [part for part in lines if part not in rather]

    def price(part: Part) -> Decimal | None:
        if part.pk not in beside:
            return part.price_on(today)
        return part.twin_price_on(today) if beside[part.pk] else None

    added = [of_part(part, price(part)) for part in new]
    joins = [of_part(part, part.price_on(today)) for part in lines]
    wishes = {each.part_id: each for each in stays if each.place == Place.WISHED}
    ranks = {number: _rank(number, wanted, second) for number in wishes}
    has_it = [each for each in stays if ranks.get(each.part_id, each.rank) == Wish.CHOSEN]
    has_it = [each for each in has_it if each.place in (Place.TAKEN, Place.WISHED)]
    has = [*(of_booking(each) for each in has_it), *added]
    total = registration.price
    for each in has_it:
        total += each.price if each.place == Place.WISHED else each.cost
    total += sum((line.price or Decimal(0) for line in added), Decimal(0))
    return Change(
        added=added,
        given_up=[of_booking(each) for each in goes if each.is_chosen],
        joins=joins,
        leaves=[of_booking(each) for each in goes if not each.is_chosen],
        stands=[
            of_booking(each) for each in stays if each.is_chosen and too_late(each.part, by, today)
        ],
        seconds=[of_part(part, part.price_on(today)) for n, part in second.items() if n not in had],
        is_reordered=any(wishes[number].rank != rank for number, rank in ranks.items()),
        after=Summary(
            [of_seat(registration.conference, registration.price), *_in_order(has)],
            [
                *(
                    of_booking(each)
                    for each in stays
                    if each not in has_it and each.part_id not in second
                ),
                *joins,
                *(replace(of_part(part, part.price_on(today)), wish=2) for part in second.values()),
            ],
            total,
        ),
        before=registration.price
        + sum((each.cost_when_certain for each in had.values()), Decimal(0)),
        token=_token(registration, had.values(), [*added, *joins]),
    )


def differs(registration: Registration, told: Mapping[str, object]) -> list[str]:
    """The names of the answers that are others than they were."""
    return [name for name, value in told.items() if getattr(registration, name) != value]


def clashes(bookings: Iterable[Booking]) -> list[tuple[Booking, Booking]]:
    """Two sessions that somebody has and that have come to be at the same time since they chose them."""
    had = sorted(
        (each for each in bookings if each.place == Place.TAKEN), key=lambda each: each.part.order
    )
    return [
        (one, other)
        for place, one in enumerate(had)
        for other in had[place + 1 :]
        if at_the_same_time([one.part, other.part])
    ]


def _rank(number: int, wanted: Collection[int], second: Collection[int]) -> int:
    return Wish.CHOSEN if number in wanted else Wish.ELSE if number in second else Wish.RATHER


def _is_left(part: Part, beside: Collection[int]) -> bool:
    return part.seats_left != 0 or part.pk in beside


def _overlaps(part: Part, others: Iterable[Part]) -> bool:
    return any(part.overlaps(other) for other in others)


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.part.order if line.part is not None else ())


def _token(registration: Registration, had: Iterable[Booking], new: Iterable[Line]) -> str:
    """Names what it is worked out of: it is another one when that has changed since somebody looked."""
    content = [
        str(registration.price),
        registration.state,
        sorted(
            [each.part_id, each.place, each.rank, f"{each.price}", f"{each.cost}"] for each in had
        ),
        sorted([line.part.pk, f"{line.price}"] for line in new if line.part is not None),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]
