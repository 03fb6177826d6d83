"""What somebody has of the conference beside the seat: sessions, meals, nights; all of it or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Blocker, Refused, stop_if

from .. import booking_problems as problems
from .. import notices
from ..enums import PartKind, Place
from ..models import Booking, Conference, Part, Registration
from . import sharing, stock


@transaction.atomic
def book(
    *,
    registration: Registration,
    parts: Iterable[Part],
    waits: Iterable[Part] = (),
    at: datetime | None = None,
    by,
) -> list[Booking]:
    """Let these, and no others, be what the participant has. Of `waits` they have what can be had, and it
    goes before what is at the same time; for the rest of it they stand in line. All or nothing: raises
    `Refused` that names each part that is full. Safe to repeat."""
    now = at or timezone.now()
    registration = stock.lock_registration(registration)
    settle(registration, parts, waits, now, by)
    return list(registration.bookings.select_related("part__session"))


def settle(
    registration: Registration, parts: Iterable[Part], waits: Iterable[Part], now: datetime, by
) -> None:
    """`book`, for a flow that holds the conference's row already."""
    wanted, waited = _fresh(parts), _fresh(waits)
    had = {each.part_id: each for each in registration.bookings.select_related("part__session")}
    stop_if(problems.to_book(registration, wanted, waited, had, by, timezone.localdate(now)))
    given_up = [each for number, each in had.items() if number not in wanted | waited]
    freed = _give_up(given_up)
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
    freed += _give_up([each for each in instead if each not in given_up])
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


@transaction.atomic
def accept(*, booking: Booking, at: datetime | None = None, by) -> Booking:
    """Take the part that is held; it is theirs for as long as it has not been passed on. What they have at
    the same time is given up in the same step. Safe to repeat. Raises `Refused` when it is gone."""
    now = at or timezone.now()
    conference = stock.lock(booking.registration.conference_id)
    booking = _again(booking)
    stop_if(problems.to_answer(booking, by))
    if booking.place == Place.TAKEN:
        return booking
    mine = Booking.objects.filter(registration=booking.registration_id, place=Place.TAKEN)
    freed = _give_up(
        [each for each in mine.select_related("part__session") if each.part.overlaps(booking.part)]
    )
    booking.place, booking.waiting_since, booking.offered_until = Place.TAKEN, None, None
    booking.save(update_fields=["place", "waiting_since", "offered_until"])
    trail.record(
        "conference.part_accepted",
        on=booking.registration,
        by=by,
        about=booking.registration.person,
        part=booking.part_id,
    )
    stock.pass_on(conference, freed, now, by)
    return booking


@transaction.atomic
def leave(*, booking: Booking, at: datetime | None = None, by) -> None:
    """Give one part up, or the place in line for it. Safe to repeat."""
    now = at or timezone.now()
    conference = stock.lock(booking.registration.conference_id)
    found = Booking.objects.filter(pk=booking.pk).select_related("part", "registration").first()
    if found is None:
        return
    stop_if(problems.to_leave(found, by, timezone.localdate(now)))
    freed = _give_up([found])
    trail.record(
        "conference.part_left",
        on=found.registration,
        by=by,
        about=found.registration.person,
        part=found.part_id,
    )
    stock.pass_on(conference, freed, now, by)


def pass_on_unanswered(*, now: datetime | None = None, by) -> int:
    """Parts whose deadline is past go to the next in line; whoever stayed silent stands in line no more, and
    is told. Returns how many. Safe to repeat."""
    now = now or timezone.now()
    late = Booking.objects.filter(place=Place.OFFERED, offered_until__lte=now)
    passed = 0
    for conference in Conference.objects.filter(pk__in=late.values("part__conference")).order_by(
        "pk"
    ):
        with transaction.atomic():
            conference = stock.lock(conference.pk)
            # Read under the lock: somebody may have said yes in the meantime.
            silent = list(
                late.filter(part__conference=conference).select_related(
                    "part__session", "registration__person"
                )
            )
            freed = _give_up(silent)
            for booking in silent:
                trail.record(
                    "conference.part_lapsed",
                    on=booking.registration,
                    by=by,
                    about=booking.registration.person,
                    part=booking.part_id,
                )
                notices.tell_part_lapsed(booking, by=by)
            stock.pass_on(conference, freed, now, by)
            passed += len(silent)
    return passed


def take_what_was_wished(registration: Registration, now: datetime) -> None:
    """The seat has become certain: what was wished for is taken as far as it goes, and for the rest they
    stand in line. The caller holds the conference's row."""
    wishes = registration.bookings.filter(place=Place.WISHED).select_related("part__session")
    taken = [
        each.part
        for each in registration.bookings.filter(place=Place.TAKEN).select_related("part__session")
    ]
    for booking in wishes.order_by("part_id"):
        if _goes(booking.part, taken) and booking.part.seats_left != 0:
            booking.delete()
            continue
        shared = booking.part.kind == PartKind.NIGHT and sharing.has_room_there(
            registration, booking.part
        )
        free = shared or (not _goes(booking.part, taken) and stock.take(booking.part_id))
        booking.place = Place.TAKEN if free else Place.WAITING
        booking.shared = shared
        booking.waiting_since = None if free else now
        booking.save(update_fields=["place", "shared", "waiting_since"])
        if free:
            taken.append(booking.part)


def give_up_all(registration: Registration) -> list[int]:
    """Whatever the registration has or waits for; returns the parts of which something is free now. The
    caller holds the conference's row, and passes them on."""
    return _give_up(registration.bookings.all())


def _give_up(bookings: Iterable[Booking]) -> list[int]:
    bookings = list(bookings)
    # The room stays with whoever shares it.
    freed = [each.part_id for each in bookings if each.holds and not sharing.hand_over(each)]
    Booking.objects.filter(pk__in=[each.pk for each in bookings]).delete()
    stock.give_back(freed)
    return freed


def _get(registration: Registration, part: Part, now: datetime) -> Booking | None:
    """The part, or a wish for it as long as the seat is not certain; None when there is nothing left of it. A
    night in a room that one shares takes no room of its own."""
    if not registration.is_confirmed:
        return _write(registration, part, Place.WISHED, now)
    if part.kind == PartKind.NIGHT and sharing.has_room_there(registration, part):
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


def _again(booking: Booking) -> Booking:
    found = (
        Booking.objects.filter(pk=booking.pk)
        .select_related("part__session", "registration__person")
        .first()
    )
    if found is None:
        raise Refused([problems.OFFER_GONE])
    return found
