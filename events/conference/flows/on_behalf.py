"""What the secretariat does for somebody: each deed has a note that says why. There is as much to have as for
everybody; only the closing days do not stop it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.ean import normalised
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import desk_notices, problems
from ..models import Conference, Part, Registration
from . import booking, noting, registering, stock


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
    house: registering.House,
    note: str,
    at: datetime | None = None,
    by,
) -> Registration:
    """Let these be what somebody has, and this be what the house knows; all or nothing, as `booking.book`
    says. They are told what is new to them; of a form that comes twice, once."""
    refuse_cpr(note, *house.texts)
    stop_if(problems.to_manage(by))
    registration = stock.lock_registration(registration)
    before = _standing(registration)
    booking.book(registration=registration, parts=parts, waits=waits, at=at, by=by)
    Registration.objects.filter(pk=registration.pk).update(**asdict(house))
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


def _standing(registration: Registration) -> tuple:
    """What they have, and what the house knows of them."""
    house = [getattr(registration, name) for name in registering.House.__dataclass_fields__]
    return house, set(registration.bookings.values_list("part", "place"))


def _note(registration: Registration, action: str, text: str, by) -> None:
    written = noting.note(registration=registration, text=text, by=by)
    trail.record(action, on=registration, by=by, about=registration.person, note=written.pk)
