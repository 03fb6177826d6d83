"""What the secretariat does for somebody: each deed has a note that says why. There is as much to have as for
everybody; only the closing days do not stop it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.ean import normalised
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import desk_notices, notices, problems, sharing_problems
from ..models import Conference, Part, Registration, RoomShare
from . import noting, registering, rooms, settling, sharing, stock


@transaction.atomic
def register(
    *,
    conference: Conference,
    person,
    payer: Municipality,
    ean: str,
    payer_reference: str,
    order_number: str = "",
    note: str,
    key: UUID,
    at: datetime | None = None,
    by,
) -> Registration:
    """Register a member, also after the closing day; where no seat is left they stand in line. Raises what
    `registering.register` does. The same key again answers with the first result."""
    refuse_cpr(note)
    stop_if(problems.to_manage(by))
    registration = registering.register(
        conference=conference,
        person=person,
        payer=payer,
        ean=ean,
        payer_reference=payer_reference,
        order_number=order_number,
        waits_for_seat=True,
        late=True,
        key=key,
        at=at,
        by=by,
    )
    if not registration.notes.exists():
        _note(registration, "conference.registered_on_behalf", note, by)
    return registration


@transaction.atomic
def change(
    *,
    registration: Registration,
    parts: Iterable[Part],
    waits: Iterable[Part] = (),
    seconds: Iterable[Part] = (),
    house: registering.House,
    note: str,
    seen: str | None = None,
    at: datetime | None = None,
    by,
) -> Registration:
    """Let these be what somebody has, and this be what the house knows; all or nothing, as `booking.book`
    says, and as it was `seen` (`settling.to_see`). They are told what is new to them; of a form that comes
    twice, once."""
    refuse_cpr(note, *house.texts)
    stop_if(problems.to_manage(by))
    registration = stock.lock_registration(registration)
    before = _standing(registration)
    named = list(parts), list(waits), list(seconds)
    if seen is not None:
        stop_if(settling.to_see(registration, *named, seen=seen, by=by))
    settling.settle(registration, *named[:2], at or timezone.now(), by, seconds=named[2])
    told = {**asdict(house), "room": rooms.room_kept(registration, house.room)}
    Registration.objects.filter(pk=registration.pk).update(**told)
    _note(registration, "conference.changed_on_behalf", note, by)
    changed = Registration.objects.get(pk=registration.pk)
    if _standing(changed) != before:
        desk_notices.tell_changed(registration, by=by)
    return changed


@transaction.atomic
def cancel(
    *, registration: Registration, note: str, at: datetime | None = None, by
) -> Registration:
    """Give back everything that somebody has; also when the conference has begun. Safe to repeat."""
    refuse_cpr(note)
    stop_if(problems.to_manage(by))
    registration = stock.lock_registration(registration)
    if not registration.is_open:
        return registration
    registration = registering.cancel_registration(
        registration=registration, late=True, at=at or timezone.now(), by=by
    )
    _note(registration, "conference.cancelled_on_behalf", note, by)
    return registration


@transaction.atomic
def change_payer(
    *,
    registration: Registration,
    payer: Municipality,
    ean: str,
    payer_reference: str,
    order_number: str = "",
    also: Iterable[Registration] = (),
    note: str,
    by,
) -> list[Registration]:
    """Let another payer be billed, or the same one under another number or reference; `also` are others at
    the same conference who are to be billed together with them. Whatever the registration's state: a bill
    that has been sent is credited and written anew (`events.billing`). Returns those that changed; safe to
    repeat. Raises `Refused`, `InvalidEan` and ValidationError, and nothing is changed then."""
    ean = normalised(ean)
    refuse_cpr(note, payer_reference, order_number)
    stop_if(problems.to_manage(by))
    conference = stock.lock(registration.conference_id)
    told = {
        "payer_id": payer.pk,
        "ean": ean,
        "payer_reference": payer_reference,
        "order_number": order_number,
    }
    numbers = {registration.pk, *(each.pk for each in also)}
    rows = conference.registrations.filter(pk__in=numbers).select_related("person")
    changed = [
        each
        for each in rows.order_by("pk")
        if any(getattr(each, name) != value for name, value in told.items())
    ]
    Registration.objects.filter(pk__in=[each.pk for each in changed]).update(**told)
    for each in changed:
        _note(each, "conference.payer_changed", note, by)
    return changed


@transaction.atomic
def put_together(
    *,
    registration: Registration,
    other: Registration,
    note: str,
    at: datetime | None = None,
    by,
) -> RoomShare:
    """Let two share a room who have both agreed to it, as the note says; both are told, and either can say no
    afterwards (`sharing.part_ways`). Safe to repeat."""
    refuse_cpr(note)
    now = at or timezone.now()
    registration = stock.lock_registration(registration)
    other = Registration.objects.select_related("conference", "person").get(pk=other.pk)
    there = RoomShare.objects.filter(
        Q(asker=registration, asked=other) | Q(asker=other, asked=registration),
        agreed_at__isnull=False,
    ).first()
    if there is not None:
        return there
    stop_if(sharing_problems.to_put_together(registration, other, by))
    pair = [registration.pk, other.pk]
    RoomShare.objects.filter(Q(asker__in=pair) | Q(asked__in=pair)).delete()
    share = RoomShare.objects.create(
        asker=registration, asked=other, asked_at=now, agreed_at=now, by_desk=True
    )
    freed = rooms.hold(share)
    for each in (registration, other):
        _note(each, "conference.room_shared", note, by)
    notices.tell_put_together(share, by=by)
    stock.pass_on(registration.conference, freed, now, by)
    return share


@transaction.atomic
def part_ways(*, registration: Registration, note: str, by) -> None:
    """Two do not share a room any more; each keeps what they have agreed to pay (`settle_alone`). Raises
    `Refused` that names each night that has no second room. Safe to repeat."""
    refuse_cpr(note)
    stop_if(problems.to_manage(by))
    registration = stock.lock_registration(registration)
    share = RoomShare.objects.filter(
        Q(asker=registration) | Q(asked=registration), agreed_at__isnull=False
    ).first()
    if share is None:
        return
    sharing.part_ways(share=share, by=by)
    _note(registration, "conference.room_parted", note, by)


@transaction.atomic
def settle_alone(*, registration: Registration, pays_alone: bool, note: str, by) -> None:
    """What somebody pays who is left in a room for two: as for a room of their own, or what they paid. They
    are told. Safe to repeat."""
    refuse_cpr(note)
    stop_if(problems.to_manage(by))
    if sharing.settle_alone(registration=registration, pays_alone=pays_alone, by=by):
        _note(registration, "conference.room_alone", note, by)
        desk_notices.tell_changed(registration, by=by)


def _standing(registration: Registration) -> tuple:
    """What they have, and what the house knows of them."""
    house = [getattr(registration, name) for name in registering.House.__dataclass_fields__]
    return house, set(registration.bookings.values_list("part", "place", "wish"))


def _note(registration: Registration, action: str, text: str, by) -> None:
    written = noting.note(registration=registration, text=text, by=by)
    trail.record(action, on=registration, by=by, about=registration.person, note=written.pk)
