"""What is taken, held, given back and passed on: the seats of the conference, and each part's own stock.

The conference's row is the queue for everything that happens to it: whoever writes updates it first, on both
databases. Behind it a part is taken as seats are everywhere (`events.seats`), with a check behind it. As long
as somebody waits nothing stays free: what is given back is held for the first in line in the same
transaction, and counted the whole time (see `docs/adr/0013-a-conference-is-booked-in-parts.md`).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from events import seats
from members.people.queries import members
from portal.audit import trail
from portal.kit.prepared_changes import PreparedTaking, PreparedUpdate

from .. import notices, prepared, rules
from ..enums import Place, RegistrationState, State
from ..models import Booking, Conference, Part, Registration

_free = Conference.objects.filter(seats.HAS_ROOM, state=State.PUBLISHED)
_take_late = PreparedTaking(
    lambda number, now: _free.filter(pk=number, registration_opens_at__lte=now), **seats.ONE_MORE
)
_take_seat = PreparedTaking(
    lambda number, now, same: _free.filter(
        pk=number, registration_opens_at__lte=now, registration_closes_at__gt=same
    ),
    **seats.ONE_MORE,
)
_take_all = PreparedUpdate(
    lambda numbers: Part.objects.filter(seats.HAS_ROOM, pk__in=numbers), **seats.ONE_MORE
)


def lock(conference_id: int) -> Conference:
    """The conference as it is now, once everybody else who is at it has finished."""
    seats.lock(Conference(pk=conference_id))
    return prepared.conference(conference_id)[0]


def lock_registration(registration: Registration) -> Registration:
    """The registration as it is now, after the conference's own row."""
    lock(registration.conference_id)
    return Registration.objects.select_related("conference", "person").get(pk=registration.pk)


def take_seat(conference: Conference, now: datetime, *, late: bool = False) -> Conference | None:
    """One seat, if there is one and registration is open; with `late` also when it has closed. Gives the
    conference as it is with that, or None."""
    taken = _take_late(conference.pk, now) if late else _take_seat(conference.pk, now, now)
    return next(iter(taken), None)


def take_free_seat(conference: Conference) -> bool:
    """One seat, whenever it is; for whoever stands in line."""
    return seats.take(conference)


def give_back_seat(conference_id: int) -> None:
    seats.give_back(Conference(pk=conference_id))


def take(part_id: int) -> bool:
    """One of a part's stock, if there is one."""
    return seats.take(Part(pk=part_id))


def take_all(part_ids: list[int]) -> bool:
    """One of each of these, if there is one of each; the caller undoes it when not."""
    if not part_ids:
        return True
    return _take_all(part_ids) == len(part_ids)


def give_back(part_ids: Iterable[int]) -> None:
    """One of each, and of a part that stands there twice, two."""
    for part_id, count in sorted(Counter(part_ids).items()):
        seats.give_back(Part(pk=part_id), count)


def pass_on_seats(conference: Conference, now: datetime, by) -> int:
    """Every free seat is held for the next in line, who is told. Returns how many."""
    passed = 0
    line = Registration.objects.filter(
        conference=conference, state=RegistrationState.WAITING, person__in=members()
    ).select_related("conference", "person")
    until = rules.offer_until(conference, now)
    if conference.state != State.PUBLISHED or until is None:
        return 0
    for registration in line.order_by("waiting_since", "pk"):
        if not take_free_seat(conference):
            break
        offer_seat(registration, until, by)
        passed += 1
    return passed


def pass_on(conference: Conference, part_ids: Iterable[int], now: datetime, by) -> int:
    """What is free of these parts is held for the next in line, who is told. Returns how many."""
    until = rules.offer_until(conference, now)
    if conference.state != State.PUBLISHED or until is None:
        return 0
    passed = 0
    for part_id in sorted(set(part_ids)):
        line = Booking.objects.filter(
            part=part_id, place=Place.WAITING, registration__person__in=members()
        ).select_related("part__session", "registration__conference", "registration__person")
        for booking in line.order_by("waiting_since", "pk"):
            if not take(part_id):
                break
            offer_part(booking, until, by)
            passed += 1
    return passed


def offer_seat(registration: Registration, until: datetime, by) -> None:
    """The seat that the caller has taken is held for them, and they are told."""
    registration.state, registration.offered_until = RegistrationState.OFFERED, until
    registration.save(update_fields=["state", "offered_until"])
    trail.record("conference.seat_offered", on=registration, by=by, about=registration.person)
    notices.tell_offered(registration, by=by)


def offer_part(booking: Booking, until: datetime, by) -> None:
    """What the caller has taken of a part is held for them, and they are told."""
    booking.place, booking.offered_until = Place.OFFERED, until
    booking.save(update_fields=["place", "offered_until"])
    trail.record(
        "conference.part_offered",
        on=booking.registration,
        by=by,
        about=booking.registration.person,
        part=booking.part_id,
    )
    notices.tell_part_offered(booking, by=by)
