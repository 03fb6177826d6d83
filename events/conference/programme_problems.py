"""Why a point of the programme cannot be written, moved, cancelled, removed or chosen, as values."""

from itertools import combinations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.kit.problems import Blocker, Warning

from .enums import HELD, Place, SessionKind, State
from .models import Booking, Conference, Session
from .problems import to_manage


def to_write(conference: Conference, point, user) -> list[Blocker]:
    """Why this point (`flows.points.Point`) cannot stand in the programme."""
    found = [*to_manage(user), *_called_off(conference)]
    if not 1 <= point.day <= conference.days:
        found.append(Blocker("no_such_day", _("The conference does not last that long.")))
    if point.ends <= point.starts:
        found.append(Blocker("ends_first", _("It must end after it begins.")))
    if point.capacity is not None and point.kind != SessionKind.PARALLEL:
        found.append(
            Blocker("seats_for_all", _("Only what one chooses between has a number of seats."))
        )
    return found


def to_change(session: Session, point, user) -> list[Blocker]:
    """Why this point cannot take the session's place. Whoever has chosen it keeps their seat: it cannot
    shrink below them, stop being a choice, or be moved to where they have chosen something else."""
    found = to_write(session.conference, point, user)
    if session.is_cancelled:
        found.append(Blocker("cancelled", _("A cancelled point stays as it was.")))
    if not session.taken:
        return found
    if point.capacity is not None and point.capacity < session.taken:
        found.append(
            Blocker(
                "too_few_seats",
                ngettext_lazy(
                    "%(taken)d has chosen it, so there must be at least as many seats.",
                    "%(taken)d have chosen it, so there must be at least as many seats.",
                    session.taken,
                )
                % {"taken": session.taken},
            )
        )
    if point.kind != SessionKind.PARALLEL and session.stock and session.stock.bookings.exists():
        found.append(
            Blocker("has_choices", _("People have chosen it, so it must go on being a choice."))
        )
    clashes = _clashes(session, point)
    if clashes:
        found.append(
            Blocker(
                "clash",
                ngettext_lazy(
                    "%(count)d of those who have chosen it has chosen something else at that time.",
                    "%(count)d of those who have chosen it have chosen something else at that time.",
                    clashes,
                )
                % {"count": clashes},
            )
        )
    return found


def to_cancel(session: Session, user) -> list[Blocker]:
    found = [*to_manage(user), *_called_off(session.conference)]
    if session.is_cancelled:
        found.append(Blocker("cancelled", _("The point is already cancelled.")))
    return found


def to_remove(session: Session, user) -> list[Blocker]:
    """Why a point cannot vanish: those who have planned to come must be told that it is cancelled."""
    found = [*to_manage(user), *_called_off(session.conference)]
    count = participants(session)
    if count:
        found.append(
            Blocker(
                "has_participants",
                ngettext_lazy(
                    "%(count)d comes to it. Cancel it instead, and it will be told.",
                    "%(count)d come to it. Cancel it instead, and they will be told.",
                    count,
                )
                % {"count": count},
            )
        )
    return found


def participants(session: Session) -> int:
    """How many a point concerns: those who have chosen it, or everybody with a seat."""
    if session.is_cancelled:
        return 0
    return session.taken if session.is_chosen else session.conference.taken


def to_notice(sessions: list[Session]) -> list[Warning]:
    """Points that nobody can be at both of, unless one chooses between them."""
    standing = [session for session in sessions if not session.is_cancelled]
    return [
        Warning(
            "overlap",
            _("“%(one)s” and “%(other)s” are at the same time.")
            % {"one": one.title, "other": other.title},
        )
        for one, other in combinations(standing, 2)
        if one.overlaps(other) and not (one.is_chosen and other.is_chosen)
    ]


def _called_off(conference: Conference) -> list[Blocker]:
    if conference.state != State.CANCELLED:
        return []
    return [Blocker("called_off", _("The conference is cancelled, so its programme stays."))]


def _clashes(session: Session, point) -> int:
    """How many of those who have chosen the session have chosen another one at the point's time."""
    others = Q(
        part__session__day=point.day,
        part__session__starts__lt=point.ends,
        part__session__ends__gt=point.starts,
    )
    choosers = Booking.objects.filter(part__session=session, place__in=sorted(HELD))
    return (
        Booking.objects.filter(
            others, registration__in=choosers.values("registration"), place=Place.TAKEN
        )
        .exclude(part__session=session)
        .values("registration")
        .distinct()
        .count()
    )
