"""What somebody has of the conference beside the seat: sessions, meals, nights; all of it or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Refused, stop_if

from .. import booking_problems as problems
from .. import notices
from ..enums import Place
from ..models import Booking, Conference, Part, Registration
from . import settling, stock


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
    settling.settle(registration, parts, waits, now, by)
    return list(registration.bookings.select_related("part__session"))


@transaction.atomic
def accept(*, booking: Booking, at: datetime | None = None, by) -> Booking:
    """Take the part that is held, in time. What they have at the same time is given up in the same step. Safe
    to repeat. Raises `Refused` when it is gone, or it is too late."""
    now = at or timezone.now()
    conference = stock.lock(booking.registration.conference_id)
    booking = _again(booking)
    stop_if(problems.to_answer(booking, by, now))
    if booking.place == Place.TAKEN:
        return booking
    mine = Booking.objects.filter(registration=booking.registration_id, place=Place.TAKEN)
    freed = settling.give_up(
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
def decline(*, booking: Booking, at: datetime | None = None, by) -> None:
    """Pass on what is held, or leave the line. Safe to repeat. Raises `Refused` when they have it by now."""
    now = at or timezone.now()
    stock.lock(booking.registration.conference_id)
    found = Booking.objects.filter(pk=booking.pk).select_related("part", "registration").first()
    if found is None:
        return
    stop_if(problems.to_decline(found, by, timezone.localdate(now)))
    leave(booking=found, at=now, by=by)


@transaction.atomic
def leave(*, booking: Booking, at: datetime | None = None, by) -> None:
    """Give one part up, or the place in line for it. Safe to repeat."""
    now = at or timezone.now()
    conference = stock.lock(booking.registration.conference_id)
    found = Booking.objects.filter(pk=booking.pk).select_related("part", "registration").first()
    if found is None:
        return
    stop_if(problems.to_leave(found, by, timezone.localdate(now)))
    freed = settling.give_up([found])
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
            freed = settling.give_up(silent)
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


def _again(booking: Booking) -> Booking:
    found = (
        Booking.objects.filter(pk=booking.pk)
        .select_related("part__session", "registration__person")
        .first()
    )
    if found is None:
        raise Refused([problems.OFFER_GONE])
    return found
