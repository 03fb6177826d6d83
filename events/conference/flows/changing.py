"""A participant changes what they have told and what they have booked, in one step."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.ean import normalised
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import changes
from ..booking_problems import to_change
from ..models import Part, Registration
from . import rooms, settling, stock
from .registering import House


@transaction.atomic
def change(
    *,
    registration: Registration,
    payer: Municipality,
    ean: str,
    payer_reference: str,
    order_number: str = "",
    house: House,
    parts: Iterable[Part],
    waits: Iterable[Part] = (),
    seconds: Iterable[Part] = (),
    seen: str | None = None,
    at: datetime | None = None,
    by,
) -> Registration:
    """Let this be what they have told and booked, all of it or nothing (see `booking.book`). Whoever shares a
    room goes on sleeping in one for two. `seen` is the token of the summary that they have read
    (`changes.Change`). Raises `Refused` that names each part that is full, or says that what they have, or a
    price, is another than they saw. Safe to repeat."""
    ean = normalised(ean)
    refuse_cpr(payer_reference, order_number, *house.texts)
    now = at or timezone.now()
    registration = stock.lock_registration(registration)
    stop_if(to_change(registration, by, timezone.localdate(now)))
    named = list(parts), list(waits), list(seconds)
    stop_if(settling.to_see(registration, *named, seen=seen, by=by) if seen is not None else [])
    told = {
        "payer": payer,
        "ean": ean,
        "payer_reference": payer_reference,
        "order_number": order_number,
        **vars(house),
    }
    told["room"] = rooms.room_kept(registration, house.room)
    changed = changes.differs(registration, told)
    for name in changed:
        setattr(registration, name, told[name])
    if changed:
        registration.save(update_fields=changed)
        trail.record(
            "conference.registration_changed",
            on=registration,
            by=by,
            about=registration.person,
            count=len(changed),
        )
    settling.settle(registration, *named[:2], now, by, seconds=named[2])
    return registration
