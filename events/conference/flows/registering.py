"""Taking a seat and giving it back, and with it the seats at sessions.

The seat is taken by the transaction's first statement, a conditional update of the conference's row:
it is the queue on both databases, with a check and a partial unique constraint behind it. What belongs
to a registration (its sessions) is locked after the conference and before the person.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.municipalities.models import Municipality
from members.onboarding.enums import Deed
from members.onboarding.flows import tick
from portal.audit import trail
from portal.kit.ean import normalised
from portal.kit.problems import Refused, stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import RegistrationState, State
from ..models import Conference, Registration, Session


@transaction.atomic
def register(
    *,
    conference: Conference,
    person,
    payer: Municipality,
    ean: str,
    payer_reference: str,
    order_number: str = "",
    diet: str = "",
    needs: str = "",
    key: UUID,
    at: datetime | None = None,
    by,
) -> Registration:
    """A seat, all or nothing. The same key again answers with the first result.

    Raises `Refused` when there is no seat to have, `InvalidEan` and ValidationError for what must not
    be stored; in each case nothing is. `at` dates an older one.
    """
    ean = normalised(ean)
    refuse_cpr(payer_reference, order_number, diet, needs)
    now = at or timezone.now()
    seat = Conference.objects.filter(
        pk=conference.pk,
        state=State.PUBLISHED,
        registration_opens_at__lte=now,
        registration_closes_at__gt=now,
        taken__lt=F("capacity"),
    ).update(taken=F("taken") + 1)
    first = Registration.objects.filter(idempotency_key=key).first()
    if first is not None:
        if (first.person_id, first.conference_id) != (person.pk, conference.pk):
            raise Refused([problems.KEY_IN_USE])
        if seat:
            _give_back(conference)
        return first
    registered = Registration.objects.filter(
        conference=conference, person=person, state=RegistrationState.CONFIRMED
    ).exists()
    conference = Conference.objects.get(pk=conference.pk)
    found = problems.to_register(conference, person, now, registered=registered)
    if seat:
        # The last seat is this one's own, so a full house does not stop it.
        stop_if(blocker for blocker in found if blocker.code != problems.FULL.code)
    else:
        # A seat freed since the update found none is the next one's: no seat, no registration.
        stop_if(found or [problems.FULL])
    registration = Registration.objects.create(
        conference=conference,
        person=person,
        idempotency_key=key,
        created_at=now,
        payer=payer,
        ean=ean,
        payer_reference=payer_reference,
        order_number=order_number,
        diet=diet,
        needs=needs,
    )
    trail.record(
        "conference.registered", on=registration, by=by, about=person, conference=conference.pk
    )
    tick(person=person, deed=Deed.CONFERENCE_SIGNED_UP, by=by)
    notices.send_receipt(registration, by=by)
    return registration


@transaction.atomic
def cancel_registration(
    *, registration: Registration, at: datetime | None = None, by
) -> Registration:
    """Give the seat back; diet and needs are erased at once, they serve nothing more. Safe to repeat."""
    now = at or timezone.now()
    registration = _locked(registration)
    if not registration.is_confirmed:
        return registration
    stop_if(problems.to_cancel(registration, by, timezone.localdate(now)))
    _cancel(registration, now, by)
    notices.send_cancellation(registration, by=by)
    return registration


@transaction.atomic
def release_seats(*, person, at: datetime | None = None, by) -> int:
    """The person leaves the network: their seat at a coming conference is free for somebody else, and
    they get a letter that says so. Where it is too late for that, those who manage the conference are
    told instead. Returns how many seats were freed."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    held = Registration.objects.filter(
        person=person,
        state=RegistrationState.CONFIRMED,
        conference__state=State.PUBLISHED,
        conference__ends_on__gte=today,
    )
    freed = 0
    for registration in held.order_by("conference_id"):
        registration = _locked(registration)
        if not registration.is_confirmed:
            continue
        if problems.to_release(registration, today):
            notices.tell_left_too_late(registration)
            continue
        _cancel(registration, now, by)
        notices.send_released(
            registration, is_late=registration.conference.registration_closes_at <= now, by=by
        )
        freed += 1
    return freed


def _locked(registration: Registration) -> Registration:
    """The row as it is now, after the conference's own, which is the queue for seats."""
    Conference.objects.filter(pk=registration.conference_id).update(taken=F("taken"))
    return Registration.objects.select_related("conference", "person").get(pk=registration.pk)


def _cancel(registration: Registration, now: datetime, by) -> None:
    _give_back(registration.conference)
    chosen = registration.choices.values("session")
    Session.objects.filter(pk__in=chosen).update(taken=F("taken") - 1)
    registration.choices.all().delete()
    registration.state = RegistrationState.CANCELLED
    registration.cancelled_at = now
    registration.diet = registration.needs = ""
    registration.save(update_fields=["state", "cancelled_at", "diet", "needs"])
    trail.record(
        "conference.registration_cancelled",
        on=registration,
        by=by,
        about=registration.person,
        conference=registration.conference_id,
    )


def _give_back(conference: Conference) -> None:
    Conference.objects.filter(pk=conference.pk).update(taken=F("taken") - 1)
