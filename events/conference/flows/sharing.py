"""Two in one room: one asks, the other says yes, and each night that both have takes one room."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices
from .. import sharing_problems as problems
from ..models import Booking, Registration, RoomShare
from . import rooms, stock


@transaction.atomic
def ask(
    *, registration: Registration, other: Registration, at: datetime | None = None, by
) -> RoomShare:
    """Ask somebody to share a room; another question takes the place of an earlier one. Safe to repeat."""
    registration = stock.lock_registration(registration)
    other = Registration.objects.select_related("conference", "person").get(pk=other.pk)
    stop_if(problems.to_ask(registration, other, by))
    there = RoomShare.objects.filter(asker=registration).first()
    if there is not None and there.asked_id == other.pk:
        return there
    RoomShare.objects.filter(asker=registration).delete()
    share = RoomShare.objects.create(asker=registration, asked=other, asked_at=at or timezone.now())
    trail.record("conference.room_asked", on=registration, by=by, about=other.person)
    notices.tell_asked_to_share(share, by=by)
    return share


@transaction.atomic
def agree(*, share: RoomShare, at: datetime | None = None, by) -> RoomShare:
    """The other one says yes: for each night that both have, one of the two rooms is free for the next in
    line, and who waited for a room has one. Safe to repeat. Raises `Refused`, also when the question has
    gone."""
    now = at or timezone.now()
    conference = stock.lock(share.asked.conference_id)
    # Read behind the row: with a yes to somebody else, the other questions are gone.
    stop_if([] if RoomShare.objects.filter(pk=share.pk).exists() else [problems.QUESTION_GONE])
    share = _again(share)
    stop_if(problems.to_agree(share, by))
    if share.agreed_at is not None:
        return share
    # Both have made up their minds: nobody else waits for an answer from them.
    pair = [share.asker_id, share.asked_id]
    RoomShare.objects.filter(Q(asker__in=pair) | Q(asked__in=pair), agreed_at=None).exclude(
        pk=share.pk
    ).delete()
    share.agreed_at = now
    share.save(update_fields=["agreed_at"])
    freed = rooms.hold(share)
    trail.record("conference.room_shared", on=share.asked, by=by, about=share.asker.person)
    notices.tell_shares(share, by=by)
    stock.pass_on(conference, freed, now, by)
    return share


@transaction.atomic
def part_ways(*, share: RoomShare, by) -> None:
    """Take the question back, say no to it, or stop sharing: then each needs a room for each night, and there
    must be one. Whoever does it pays for a room of their own; the other one pays what they have agreed to,
    until they say something else themselves or the secretariat does (`settle_alone`). Raises `Refused` that
    names each night that has none. Safe to repeat."""
    stock.lock(share.asked.conference_id)
    found = RoomShare.objects.filter(pk=share.pk).first()
    if found is None:
        return
    share = _again(share)
    stop_if(problems.to_part(share, by))
    without = []
    for booking in Booking.objects.filter(
        registration__in=[share.asker_id, share.asked_id], shared=True
    ).select_related("part__session"):
        if stock.take(booking.part_id):
            Booking.objects.filter(pk=booking.pk).update(shared=False)
        else:
            without.append(problems.no_room(booking.part))
    stop_if(without)
    if share.agreed_at is not None:
        pair = Booking.objects.filter(registration__in=[share.asker_id, share.asked_id])
        pair.filter(registration__person=by, in_twin=True).update(in_twin=False)
    share.delete()
    trail.record("conference.room_parted", on=share.asked, by=by, about=share.asker.person)
    notices.tell_parted(share, by=by)


@transaction.atomic
def settle_alone(*, registration: Registration, pays_alone: bool = True, by) -> int:
    """Somebody who is left in a room for two pays for it as for a room of their own, by their own word or the
    secretariat's; or, by the secretariat's alone, what they paid as one of two for good. Returns how many
    nights. Safe to repeat."""
    registration = stock.lock_registration(registration)
    stop_if(problems.to_settle_alone(registration, by, pays_alone=pays_alone))
    nights = Booking.objects.filter(pk__in=[each.pk for each in rooms.left_alone(registration)])
    price = {} if pays_alone else {"price": F("twin_price")}
    count = nights.update(in_twin=False, **price)
    if count:
        trail.record(
            "conference.room_alone",
            on=registration,
            by=by,
            about=registration.person,
            count=count,
        )
    return count


def _again(share: RoomShare) -> RoomShare:
    return RoomShare.objects.select_related(
        "asker__person", "asker__conference", "asked__person", "asked__conference"
    ).get(pk=share.pk)
