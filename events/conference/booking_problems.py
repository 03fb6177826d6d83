"""Why a part of the conference cannot be booked, left or accepted, as values."""

from collections.abc import Container, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.kit.problems import Blocker

from .days import booked_days, day_of
from .enums import PartKind, Place
from .models import Booking, Part, Registration
from .rules import may_manage, may_view_registration


@dataclass(frozen=True)
class PartFull(Blocker):
    """That there is nothing left of a part, and of which: one can stand in line for exactly that."""

    part_id: int = 0


OFFER_GONE = Blocker("offer_gone", _("It is not held for you any more; it has been passed on."))
STALE = Blocker("stale", _("Something has changed since you saw this. Look at it again."))
OFFER_LATE = Blocker("offer_late", _("The time to answer is over; it goes to the next in line."))


def to_book(
    registration: Registration,
    wanted: Mapping[int, Part],
    waited: Mapping[int, Part],
    had: Mapping[int, Booking],
    days: Set[date],
    user,
    on: date | None = None,
) -> list[Blocker]:
    """Why these cannot be what a participant has; what is left of them is the flow's matter. What they have
    already stays allowed, and what they give up is asked about, too. `days` are those that one books at the
    conference (`days.booked_days` of all its parts)."""
    found = to_change(registration, user, on)
    chosen = {**wanted, **waited}
    for number, part in chosen.items():
        if part.conference_id != registration.conference_id:
            found.append(Blocker("no_choice", _("One does not choose that.")))
        elif part.session is not None and part.session.is_cancelled:
            found.append(Blocker("cancelled", _("“%(title)s” is cancelled.") % {"title": part}))
        elif number not in had:
            found += too_late(part, user, on)
    for number, booking in had.items():
        if number not in chosen:
            found += too_late(booking.part, user, on)
    kept = {n: each.part for n, each in had.items() if n in waited and each.place == Place.TAKEN}
    found += _on_other_days(days, wanted, chosen, had)
    mine = {n for n, each in had.items() if each.place in (Place.TAKEN, Place.WISHED)}
    return found + at_the_same_time({**wanted, **kept}.values(), mine)


def at_the_same_time(parts: Iterable[Part], had: Container[int] = ()) -> list[Blocker]:
    """Which of these nobody can have both of. Two that somebody has already were moved together by the
    programme: that is pointed out (`changes.clashes`), and stops nothing else."""
    return [
        Blocker(
            "overlap",
            _("“%(one)s” and “%(other)s” are at the same time.") % {"one": one, "other": other},
        )
        for one, other in combinations(parts, 2)
        if one.overlaps(other) and not (one.pk in had and other.pk in had)
    ]


def _on_other_days(
    days: Set[date],
    wanted: Mapping[int, Part],
    chosen: Mapping[int, Part],
    had: Mapping[int, Booking],
) -> list[Blocker]:
    """What of this is new and on a day on which they do not come, where one books days."""
    new = [part for number, part in chosen.items() if number not in had]
    missing = days - booked_days(wanted.values())
    return [
        Blocker("no_day", _("“%(title)s” is on a day on which you do not come.") % {"title": part})
        for part in new
        if day_of(part) in missing
    ]


def to_change(registration: Registration, user, on: date | None = None) -> list[Blocker]:
    """Why this person cannot change what the participant has booked."""
    found = []
    if not may_view_registration(user, registration):
        found.append(Blocker("not_allowed", _("You choose for yourself only.")))
    if not registration.is_open:
        found.append(Blocker("not_registered", _("Register for the conference first.")))
    if not may_manage(user) and registration.conference.starts_on <= (on or timezone.localdate()):
        found.append(Blocker("begun", _("The conference has begun. Ask at the door.")))
    return found


def to_leave(booking: Booking, user, on: date | None = None) -> list[Blocker]:
    """Why one part cannot be given up."""
    return [*to_change(booking.registration, user, on), *too_late(booking.part, user, on)]


def to_answer(booking: Booking, user, now: datetime | None = None) -> list[Blocker]:
    """Why the part that is held cannot be taken. From its last second on it is the next one's, also when it
    has not been passed on yet."""
    if not may_view_registration(user, booking.registration):
        return [Blocker("not_allowed", _("You choose for yourself only."))]
    if booking.place == Place.TAKEN:
        return []
    if booking.place != Place.OFFERED or booking.offered_until is None:
        return [OFFER_GONE]
    return [] if (now or timezone.now()) < booking.offered_until else [OFFER_LATE]


def to_decline(booking: Booking, user, on: date | None = None) -> list[Blocker]:
    """Why what is held, or a place in line, cannot be given up: an old page does not give up what was taken
    meanwhile."""
    found = to_leave(booking, user, on)
    if booking.place == Place.TAKEN:
        found.append(
            Blocker(
                "is_taken",
                _(
                    "You have said yes to “%(title)s” already. Change your registration if you want to."
                )
                % {"title": booking.part},
            )
        )
    return found


def full(part: Part) -> PartFull:
    """That there is nothing left of a part."""
    words = (
        _("All seats at “%(title)s” are taken.")
        if part.kind == PartKind.SESSION
        else _("There is nothing left of “%(title)s”.")
    )
    return PartFull("full", words % {"title": part}, part.pk)


def too_late(part: Part, user, on: date | None) -> list[Blocker]:
    """After its day a part is changed by those who manage the conference only: it has been ordered."""
    until = part.changes_until
    if until is None or may_manage(user) or (on or timezone.localdate()) <= until:
        return []
    return [
        Blocker(
            "too_late",
            _("“%(title)s” could be changed until %(day)s. Write to the secretariat.")
            % {"title": part, "day": dates.long_date(until)},
        )
    ]
