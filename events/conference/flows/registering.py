"""Taking a seat and giving it back, and with it the parts that one has booked.

The seat is taken by the transaction's first statement, a conditional update of the conference's row:
it is the queue on both databases, with a check and a partial unique constraint behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.municipalities.models import Municipality
from members.onboarding.enums import Deed
from members.onboarding.flows import tick
from portal.audit import trail
from portal.kit.ean import normalised
from portal.kit.prepared_rows import PreparedInsert
from portal.kit.problems import Refused, stop_if
from portal.ui.validators import refuse_cpr

from ...diets import Diet
from .. import notices, prepared, problems, rules
from ..costs import total_of
from ..enums import OPEN, RegistrationState, Room, State
from ..models import (
    Booking,
    Conference,
    Part,
    PayerLink,
    Registration,
    RoomShare,
)
from . import drafting, rooms, settling, stock
from .forgetting import NEEDS

_write = PreparedInsert(Registration)


@dataclass(frozen=True)
class House:
    """What the house should know of somebody, and what they agree to; a form's cleaned data, by name."""

    diet_choice: Diet | str = ""
    diet: str = ""
    needs: str = ""
    emergency_name: str = ""
    emergency_phone: str = ""
    room: Room | str = ""
    on_list: bool = False
    in_photos: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What somebody has typed."""
        return self.diet, self.needs, self.emergency_name, self.emergency_phone


@transaction.atomic
def register(
    *,
    conference: Conference,
    person,
    payer: Municipality,
    ean: str,
    payer_reference: str,
    order_number: str = "",
    house: House | None = None,
    parts: Iterable[Part] = (),
    waits: Iterable[Part] = (),
    seconds: Iterable[Part] = (),
    waits_for_seat: bool = False,
    late: bool = False,
    key: UUID,
    at: datetime | None = None,
    by,
) -> Registration:
    """A seat and the parts that are wanted with it, all or nothing; of `waits` what can be had, and a place
    in line for the rest (see `booking.book`). With `waits_for_seat` they stand in line for the seat itself
    when there is none, and what they want besides is kept as wishes, of `seconds` what they take when the
    other one is gone. The same key again answers with the first result. Their draft is dropped afterwards.

    Raises `Refused` when there is no seat to have or a part is full, `InvalidEan` and ValidationError for
    what must not be stored; in each case nothing is. `late` is for the secretariat, which registers people
    after the closing day, too. `at` dates an older one.
    """
    ean = normalised(ean)
    house = house or House()
    refuse_cpr(payer_reference, order_number, *house.texts)
    now = at or timezone.now()
    late = late and rules.may_manage(by)
    taken = stock.take_seat(conference, now, late=late)
    seat = taken is not None
    conference = taken or stock.lock(conference.pk)
    known = prepared.known(key, conference.pk, person.pk)
    first = next((each for each in known if each.idempotency_key == key), None)
    if first is not None:
        if (first.person_id, first.conference_id) != (person.pk, conference.pk):
            raise Refused([problems.KEY_IN_USE])
        if seat:
            stock.give_back_seat(conference.pk)
        return first
    registered = bool(known)
    found = [
        *problems.to_register_for(person, by),
        *problems.to_register(conference, person, now, registered=registered, late=late),
    ]
    # The last seat is this one's own, so a full house does not stop it; one that was freed since the update
    # found none is the next one's: no seat, no registration.
    found = [blocker for blocker in found if blocker.code != problems.FULL.code]
    waiting = not seat and waits_for_seat
    stop_if(found or ([] if seat or waiting else [problems.FULL]))
    registration = _write.one(
        Registration(
            conference=conference,
            person=person,
            state=RegistrationState.WAITING if waiting else RegistrationState.CONFIRMED,
            waiting_since=now if waiting else None,
            idempotency_key=key,
            created_at=now,
            price=conference.price_on(timezone.localdate(now)),
            payer=payer,
            ean=ean,
            payer_reference=payer_reference,
            order_number=order_number,
            registered_by=by,
            **vars(house),
        )
    )
    parts, waits, seconds = list(parts), list(waits), list(seconds)
    count = 0
    if parts or waits or seconds:  # Whoever registers a colleague chooses nothing for them.
        count = settling.settle(registration, parts, waits, now, by, seconds=seconds, is_new=True)
    _drop_draft_afterwards(conference, person, by)
    trail.record(
        "conference.waits" if waiting else "conference.registered",
        on=registration,
        by=by,
        about=person,
        conference=conference.pk,
        count=count,
    )
    if waiting:
        notices.send_waits(registration, by=by)
    else:
        _welcome(registration, by)
    return registration


@transaction.atomic
def accept(*, registration: Registration, at: datetime | None = None, by) -> Registration:
    """Take the seat that is held, in time. What was wished for is booked as far as it goes. Safe to repeat.
    Raises `Refused` when the seat is gone, or it is too late."""
    now = at or timezone.now()
    registration = stock.lock_registration(registration)
    if registration.is_confirmed:
        return registration
    stop_if(problems.to_accept(registration, by, now))
    _become(registration, RegistrationState.CONFIRMED)
    settling.take_what_was_wished(registration, now)
    trail.record(
        "conference.registered",
        on=registration,
        by=by,
        about=registration.person,
        conference=registration.conference_id,
    )
    _welcome(registration, by)
    return registration


@transaction.atomic
def decline(*, registration: Registration, at: datetime | None = None, by) -> Registration:
    """Pass on the seat that is held. Safe to repeat. Raises `Refused` when they have taken it meanwhile."""
    registration = stock.lock_registration(registration)
    stop_if(problems.to_decline(registration, by))
    return cancel_registration(registration=registration, at=at, by=by)


@transaction.atomic
def cancel_registration(
    *, registration: Registration, late: bool = False, at: datetime | None = None, by
) -> Registration:
    """Give back the seat, or the place in line, and every part; each goes to the next in line. Diet and needs
    are erased at once, they serve nothing more. `late` is for the secretariat, also when the conference has
    begun. Safe to repeat."""
    now = at or timezone.now()
    registration = stock.lock_registration(registration)
    if not registration.is_open:
        return registration
    if not (late and rules.may_manage(by)):
        stop_if(problems.to_cancel(registration, by, timezone.localdate(now)))
    had_seat = registration.is_confirmed
    _cancel(registration, now, by)
    if had_seat:
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
        state__in=sorted(OPEN),
        conference__state=State.PUBLISHED,
        conference__ends_on__gte=today,
    )
    freed = 0
    for registration in held.order_by("conference_id"):
        registration = stock.lock_registration(registration)
        if not registration.is_open:
            continue
        had_seat = registration.is_confirmed
        if had_seat and problems.to_release(registration, today):
            notices.tell_left_too_late(registration)
            continue
        _cancel(registration, now, by)
        if not had_seat:
            continue
        notices.send_released(
            registration, is_late=registration.conference.registration_closes_at <= now, by=by
        )
        freed += 1
    return freed


def pass_on_unanswered(*, now: datetime | None = None, by) -> int:
    """Seats whose deadline is past go to the next in line; the registration of whoever stayed silent is
    closed, and they are told. Returns how many. Safe to repeat."""
    now = now or timezone.now()
    late = Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__lte=now)
    passed = 0
    for number in sorted(set(late.values_list("conference_id", flat=True))):
        with transaction.atomic():
            stock.lock(number)
            # Read under the lock: somebody may have said yes in the meantime.
            silent = late.filter(conference=number).select_related("conference", "person")
            for registration in list(silent):
                _cancel(registration, now, by)
                notices.tell_lapsed(registration, by=by)
                passed += 1
    return passed


def _drop_draft_afterwards(conference: Conference, person, by) -> None:
    """Once it is committed: everybody else waits for the conference's row until then. Dropped before the row
    is taken, two could wait for each other. What a killed process leaves is forgotten the night after
    (`forgetting.erase_needs`)."""
    transaction.on_commit(
        lambda: drafting.drop(conference=conference, person=person, by=by), robust=True
    )


def _welcome(registration: Registration, by) -> None:
    if registration.person is None:
        return
    tick(person=registration.person, deed=Deed.CONFERENCE_SIGNED_UP, by=by)
    if by is None or by.pk == registration.person_id:
        notices.send_receipt(registration, by=by)
    else:
        notices.tell_registered(registration, by=by)


def _become(registration: Registration, state: RegistrationState) -> None:
    registration.state = state
    registration.waiting_since = registration.offered_until = None
    registration.save(update_fields=["state", "waiting_since", "offered_until"])


def _cancel(registration: Registration, now: datetime, by) -> None:
    """The caller holds the conference's row."""
    holds = registration.state in (RegistrationState.CONFIRMED, RegistrationState.OFFERED)
    bookings = list(registration.bookings.select_related("part"))
    late_price = _late_price(registration, bookings, now)
    if any(each.in_twin for each in bookings):
        notices.tell_left_in_room(rooms.partner_of(registration), registration, by=by)
    freed = settling.give_up(bookings)
    RoomShare.objects.filter(Q(asker=registration) | Q(asked=registration)).delete()
    PayerLink.objects.filter(registration=registration).delete()
    registration.state = RegistrationState.CANCELLED
    registration.waiting_since = registration.offered_until = None
    registration.cancelled_at = now
    registration.late_price = late_price
    for name in NEEDS:
        setattr(registration, name, "")
    registration.save(
        update_fields=[
            *("state", "waiting_since", "offered_until", "cancelled_at", "late_price"),
            *NEEDS,
        ]
    )
    trail.record(
        "conference.registration_cancelled",
        on=registration,
        by=by,
        about=registration.person,
        conference=registration.conference_id,
    )
    if holds:
        stock.give_back_seat(registration.conference_id)
    conference = Conference.objects.get(pk=registration.conference_id)
    stock.pass_on_seats(conference, now, by)
    stock.pass_on(conference, freed, now, by)


def _late_price(
    registration: Registration, bookings: list[Booking], now: datetime
) -> Decimal | None:
    """What they had, where they give it back too late to do so for nothing: whether it is charged all the
    same is the secretariat's decision. A room that stays with whoever shares it is paid by
    them; where each of two pays, everybody's half is their own."""
    if not registration.is_confirmed or registration.conference.registration_closes_at > now:
        return None
    stays = rooms.taken_over(registration)
    kept = [each for each in bookings if each.in_twin or each.part_id not in stays]
    return total_of(registration, kept)
