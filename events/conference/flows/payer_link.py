"""Letting somebody without an account fill in how the invoice finds its way."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from portal.audit import trail
from portal.kit.ean import normalised
from portal.kit.problems import Refused, stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, payer_links
from ..booking_problems import to_change
from ..models import PayerLink, Registration
from ..problems import LINK_GONE
from ..rules import payer_link_holds
from . import stock

#: Long enough for a finance department that is asked twice.
LASTS = timedelta(days=14)


@transaction.atomic
def make(*, registration: Registration, at: datetime | None = None, by) -> PayerLink:
    """An address for the one who sees to the payment; an earlier one is good for nothing from now on. Raises
    `Refused` for who may not change the registration."""
    now = at or timezone.now()
    registration = stock.lock_registration(registration)
    stop_if(to_change(registration, by, timezone.localdate(now)))
    link, _new = PayerLink.objects.update_or_create(
        registration=registration,
        defaults={
            "mark": get_random_string(22),
            "made_at": now,
            "expires_at": now + LASTS,
            "filled_at": None,
        },
    )
    trail.record("conference.payer_link_made", on=registration, by=by, about=registration.person)
    return link


@transaction.atomic
def take_back(*, registration: Registration, by) -> None:
    """The address is good for nothing any more. Safe to repeat."""
    registration = stock.lock_registration(registration)
    stop_if(to_change(registration, by))
    if PayerLink.objects.filter(registration=registration).delete()[0]:
        trail.record(
            "conference.payer_link_taken_back",
            on=registration,
            by=by,
            about=registration.person,
        )


@transaction.atomic
def fill_in(
    *,
    link: PayerLink,
    ean: str,
    payer_reference: str,
    order_number: str = "",
    at: datetime | None = None,
    by=None,
) -> list[Registration]:
    """What whoever holds the address has typed, for everybody on the bill; who pays stays. Each of them is
    told. Returns those that changed. Safe to repeat. Raises `Refused` when the address holds no more,
    `InvalidEan` and ValidationError; nothing is changed then."""
    ean = normalised(ean)
    refuse_cpr(payer_reference, order_number)
    now = at or timezone.now()
    stock.lock(link.registration.conference_id)
    # Read again behind the row: it may have been taken back in the meantime.
    fresh = (
        PayerLink.objects.filter(pk=link.pk, mark=link.mark)
        .select_related("registration__person", "registration__conference")
        .first()
    )
    if fresh is None or not payer_link_holds(fresh, now):
        raise Refused([LINK_GONE])
    told = {"ean": ean, "payer_reference": payer_reference, "order_number": order_number}
    found = payer_links.together(fresh.registration).select_related("person")
    changed = [each for each in found if any(getattr(each, n) != v for n, v in told.items())]
    Registration.objects.filter(pk__in=[each.pk for each in changed]).update(**told)
    PayerLink.objects.filter(pk=fresh.pk).update(filled_at=now)
    for each in changed:
        trail.record("conference.payer_filled_in", on=each, by=by, about=each.person)
        notices.tell_payer_filled_in(each, by=by)
    return changed
