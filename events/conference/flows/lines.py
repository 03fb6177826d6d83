"""The lines by hand: the secretariat moves somebody, offers them what is free, or takes them off."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Refused, stop_if
from portal.ui.validators import refuse_cpr

from .. import desk_notices, rules
from .. import line_problems as problems
from ..enums import Place, RegistrationState
from ..line_problems import Entry
from ..models import Booking, Registration
from . import booking, noting, registering, stock

#: What parts two in a line that got there at the same moment.
TICK = timedelta(microseconds=1)


@transaction.atomic
def move(*, entry: Entry, place: int, reason: str, by) -> Entry:
    """Give somebody who waits another place in their line, counted from 1 among those who wait; beyond the
    end is the end. Their time is set between their new neighbours'. The reason is kept as a note."""
    refuse_cpr(reason)
    stock.lock(_registration(entry).conference_id)
    entry = _again(entry)
    stop_if(problems.to_move(entry, reason, by))
    others = _line(entry)
    old = next(number for number, each in enumerate(others) if each.pk == entry.pk)
    others.pop(old)
    new = min(max(place, 1) - 1, len(others))
    if new == old:
        return entry
    _put(entry, others[:new], others[new:])
    note = noting.note(registration=_registration(entry), text=reason, by=by)
    trail.record(
        "conference.line_moved",
        on=_registration(entry),
        by=by,
        about=_registration(entry).person,
        part=_part(entry),
        was=old + 1,
        place=new + 1,
        note=note.pk,
    )
    return entry


@transaction.atomic
def offer(*, entry: Entry, reason: str = "", at: datetime | None = None, by) -> Entry:
    """Hold something that is free for somebody who waits, also close to the day; whoever is not the first
    gets it with a reason. Safe to repeat. Raises `Refused` when nothing is free."""
    refuse_cpr(reason)
    now = at or timezone.now()
    conference = stock.lock(_registration(entry).conference_id)
    entry = _again(entry)
    if entry.offered_until is not None:
        return entry
    is_first = problems.waits(entry) and _line(entry)[0].pk == entry.pk
    stop_if(problems.to_offer(entry, reason, by, is_first=is_first))
    until = rules.offer_until_by_hand(conference, now)
    if until is None:
        raise Refused([problems.OVER])
    if isinstance(entry, Booking):
        stop_if([] if stock.take(entry.part_id) else [problems.NOTHING_FREE])
        stock.offer_part(entry, until, by)
    else:
        stop_if([] if stock.take_free_seat(conference) else [problems.NOTHING_FREE])
        stock.offer_seat(entry, until, by)
    if reason.strip():
        noting.note(registration=_registration(entry), text=reason, by=by)
    trail.record(
        "conference.offered_by_hand",
        on=_registration(entry),
        by=by,
        about=_registration(entry).person,
        part=_part(entry),
    )
    return entry


@transaction.atomic
def take_off(*, entry: Entry, reason: str, at: datetime | None = None, by) -> None:
    """Take somebody off a line; what was held for them goes to the next, and they are told. Whoever waits for
    the seat itself is no longer registered. Safe to repeat."""
    refuse_cpr(reason)
    stock.lock(_registration(entry).conference_id)
    stop_if(problems.to_take_off(reason, by))
    found = type(entry).objects.filter(pk=entry.pk).first()
    if found is None or found.waiting_since is None:
        return
    registration = _registration(found)
    noting.note(registration=registration, text=reason, by=by)
    trail.record(
        "conference.taken_off_line",
        on=registration,
        by=by,
        about=registration.person,
        part=_part(found),
    )
    part = found.part if isinstance(found, Booking) else None
    desk_notices.tell_taken_off(registration, part, by=by)
    if isinstance(found, Booking):
        booking.leave(booking=found, at=at, by=by)
    else:
        registering.cancel_registration(registration=found, late=True, at=at, by=by)


def _line(entry: Entry) -> list:
    """Everybody who waits where this one does, in order."""
    if isinstance(entry, Booking):
        found = Booking.objects.filter(part=entry.part_id, place=Place.WAITING)
        return list(found.order_by("waiting_since", "pk"))
    return list(
        Registration.objects.filter(
            conference=entry.conference_id, state=RegistrationState.WAITING
        ).order_by("waiting_since", "pk")
    )


def _put(entry: Entry, before: list, after: list) -> None:
    """Between these two; where two stand so close that nothing is between them, those behind make room."""
    if not before:
        since = after[0].waiting_since - TICK
    elif not after:
        since = before[-1].waiting_since + TICK
    else:
        early, late = before[-1].waiting_since, after[0].waiting_since
        since = max(early + (late - early) / 2, early + TICK)
    _stand(entry, since)
    for each in after:
        if each.waiting_since > since:
            break
        since += TICK
        _stand(each, since)


def _stand(entry: Entry, since: datetime) -> None:
    entry.waiting_since = since
    entry.save(update_fields=["waiting_since"])


def _registration(entry: Entry) -> Registration:
    return entry.registration if isinstance(entry, Booking) else entry


def _part(entry: Entry) -> int:
    return entry.part_id if isinstance(entry, Booking) else 0


def _again(entry: Entry) -> Entry:
    if isinstance(entry, Booking):
        found = (
            Booking.objects.filter(pk=entry.pk)
            .select_related("part__session", "registration__person", "registration__conference")
            .first()
        )
        if found is None:
            raise Refused([problems.GONE])
        return found
    return Registration.objects.select_related("person", "conference").get(pk=entry.pk)
