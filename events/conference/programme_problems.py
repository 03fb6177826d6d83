"""Why a point of the programme cannot be written, moved, cancelled, removed or chosen, as values."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.kit.problems import Blocker, Warning

from .enums import SessionKind, State
from .models import Conference, Registration, Session, SessionChoice
from .problems import to_manage
from .rules import may_view_registration


def to_write(conference: Conference, point, user) -> list[Blocker]:
    """Why this point (`flows.arranging.Point`) cannot stand in the programme."""
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
    if point.kind != SessionKind.PARALLEL:
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


def to_choose(
    registration: Registration, sessions: Iterable[Session], user, on: date | None = None
) -> list[Blocker]:
    """Why these cannot be a participant's sessions; seats are the flow's matter."""
    found = []
    if not may_view_registration(user, registration):
        found.append(Blocker("not_allowed", _("You choose for yourself only.")))
    if not registration.is_confirmed:
        found.append(Blocker("not_registered", _("Register for the conference first.")))
    if registration.conference.starts_on <= (on or timezone.localdate()):
        found.append(Blocker("begun", _("The conference has begun. Ask at the door.")))
    wanted = list(sessions)
    for session in wanted:
        if session.conference_id != registration.conference_id or not session.is_chosen:
            found.append(Blocker("no_choice", _("One does not choose that.")))
        elif session.is_cancelled:
            found.append(
                Blocker("cancelled", _("“%(title)s” is cancelled.") % {"title": session.title})
            )
    for one, other in combinations(wanted, 2):
        if one.overlaps(other):
            found.append(
                Blocker(
                    "overlap",
                    _("“%(one)s” and “%(other)s” are at the same time.")
                    % {"one": one.title, "other": other.title},
                )
            )
    return found


def full(session: Session) -> Blocker:
    """That the last seat at a session went to somebody else."""
    return Blocker("full", _("All seats at “%(title)s” are taken.") % {"title": session.title})


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
        session__day=point.day, session__starts__lt=point.ends, session__ends__gt=point.starts
    )
    choosers = session.choices.values("registration")
    return (
        SessionChoice.objects.filter(others, registration__in=choosers)
        .exclude(session=session)
        .values("registration")
        .distinct()
        .count()
    )
