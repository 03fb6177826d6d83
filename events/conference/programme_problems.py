"""Why a point of the programme cannot be written, moved, cancelled, removed or published, as values; and what
the desk should see before it publishes."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.kit.problems import Blocker, Warning

from .enums import HELD, Fate, Place, RegistrationState, SessionKind, State
from .models import Booking, Conference, Registration, Session, SessionDraft
from .planning import Plan, clashes, members_speaking
from .problems import to_manage


def to_write(conference: Conference, point, user) -> list[Blocker]:
    """Why this point (`flows.points.Point`) cannot stand in the programme."""
    found = [*to_manage(user), *called_off(conference)]
    if not 1 <= point.day <= conference.days:
        found.append(Blocker("no_such_day", _("The conference does not last that long.")))
    if point.ends <= point.starts:
        found.append(Blocker("ends_first", _("It must end after it begins.")))
    if point.capacity is not None and point.kind != SessionKind.PARALLEL:
        found.append(
            Blocker("seats_for_all", _("Only what one chooses between has a number of seats."))
        )
    for place in (point.hall, point.track):
        if place is not None and place.conference_id != conference.pk:
            found.append(
                Blocker("elsewhere", _("That room or track belongs to another conference."))
            )
    chairs = point.hall.capacity if point.hall is not None else None
    if chairs is not None and point.capacity is not None and point.capacity > chairs:
        found.append(
            Blocker(
                "room_too_small",
                _("There are %(chairs)d chairs in %(room)s, and you have written %(seats)d seats.")
                % {"chairs": chairs, "room": point.hall, "seats": point.capacity},
            )
        )
    people = [each.person.pk for each in point.speakers if each.person is not None]
    if len(people) != len(set(people)):
        found.append(Blocker("speaks_twice", _("The same member stands twice among the speakers.")))
    return found


def to_change(
    session: Session | None, point, user, conference: Conference | None = None
) -> list[Blocker]:
    """Why this point cannot take the session's place (or that of a draft that was never published). Whoever
    has chosen it keeps their seat: it cannot shrink below them or stop being a choice."""
    conference = session.conference if session is not None else conference
    assert conference is not None, "a draft says its conference"
    found = to_write(conference, point, user)
    if session is None:
        return found
    if session.is_cancelled:
        found.append(Blocker("cancelled", _("A cancelled point stays as it was.")))
    chairs = point.hall.capacity if point.hall is not None else None
    seats = chairs if point.capacity is None else point.capacity
    if point.kind == SessionKind.PARALLEL and seats is not None and seats < session.taken:
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
    return found


def to_cancel(session: Session, user) -> list[Blocker]:
    found = [*to_manage(user), *called_off(session.conference)]
    if session.is_cancelled:
        found.append(Blocker("cancelled", _("The point is already cancelled.")))
    return found


def to_remove(session: Session | None, user, conference: Conference | None = None) -> list[Blocker]:
    """Why a point cannot vanish: those who have planned to come must be told that it is cancelled."""
    conference = session.conference if session is not None else conference
    assert conference is not None, "a draft says its conference"
    found = [*to_manage(user), *called_off(conference)]
    count = participants(session) if session is not None else 0
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


def to_undo(session: Session | None, user, conference: Conference) -> list[Blocker]:
    """Why the draft stays: nothing is published that the point could go back to."""
    found = [*to_manage(user), *called_off(conference)]
    if session is None:
        found.append(
            Blocker("never_published", _("It was never published. Remove it if it is not wanted."))
        )
    return found


def to_publish(conference: Conference, drafts: Iterable[SessionDraft], user) -> list[Blocker]:
    """Why no version can be published of these drafts (`flows.points.Point` for each is asked by the
    flow)."""
    found = [*to_manage(user), *called_off(conference)]
    drafts = list(drafts)
    if not drafts:
        found.append(Blocker("nothing_new", _("There is nothing new to publish.")))
    for draft in drafts:
        if draft.fate == Fate.REMOVED and draft.session is not None and participants(draft.session):
            found.append(
                Blocker(
                    "has_participants",
                    _("Somebody has planned to come to “%(title)s” meanwhile. Cancel it instead.")
                    % {"title": draft.title},
                )
            )
    return found


def named(blockers: Iterable[Blocker], title: str) -> list[Blocker]:
    """The same, each with the point it is about, for a list of several."""
    return [Blocker(each.code, f"“{title}”: {each.message}") for each in blockers]


def participants(session: Session) -> int:
    """How many a point concerns: those who have chosen it, or everybody with a seat."""
    if session.is_cancelled:
        return 0
    return session.taken if session.is_chosen else session.conference.taken


def to_notice(conference: Conference, planned: list[Plan]) -> list[Warning]:
    """What does not go together in the programme as it is to be: rooms and people that are wanted twice, a
    room with too few chairs, and speakers who have not registered."""
    words = {
        "room": _("“%(one)s” and “%(other)s” are at the same time in %(about)s."),
        "speaker": _("%(about)s speaks at “%(one)s” and “%(other)s” at the same time."),
        "time": _("“%(one)s” and “%(other)s” are at the same time."),
    }
    found = [
        Warning(
            each.what,
            words[each.what] % {"one": each.one, "other": each.other, "about": each.about},
        )
        for each in clashes(planned)
    ]
    for plan in planned:
        piece = plan.piece
        chairs = piece.hall.capacity if piece.hall is not None else None
        seats = plan.capacity if piece.is_chosen else conference.taken
        if plan.is_cancelled or chairs is None or seats is None or seats <= chairs:
            continue
        found.append(
            Warning(
                "few_chairs",
                _("“%(title)s” has room for %(seats)d, and %(room)s has %(chairs)d chairs.")
                % {"title": piece, "seats": seats, "room": piece.room, "chairs": chairs}
                if piece.is_chosen
                else _("%(seats)d come to “%(title)s”, and %(room)s has %(chairs)d chairs.")
                % {"title": piece, "seats": seats, "room": piece.room, "chairs": chairs},
            )
        )
    return found + _unregistered(conference, planned)


def _unregistered(conference: Conference, planned: list[Plan]) -> list[Warning]:
    speaking = members_speaking(planned)
    come = set(
        Registration.objects.filter(
            conference=conference, person__in=speaking, state=RegistrationState.CONFIRMED
        ).values_list("person", flat=True)
    )
    people = {
        each.person_id: each.shown
        for plan in planned
        if not plan.is_cancelled
        for each in plan.piece.speakers.all()
        if each.person_id is not None
    }
    return [
        Warning(
            "not_registered",
            _("%(name)s speaks at “%(title)s” and has no seat at the conference.")
            % {"name": people[number], "title": pieces[0]},
        )
        for number, pieces in speaking.items()
        if number not in come
    ]


def clashing(session: Session, draft: SessionDraft) -> int:
    """How many of those who have chosen the session will have something else they have chosen at its new
    time."""
    choosers = Booking.objects.filter(part__session=session, place__in=sorted(HELD))
    return (
        Booking.objects.filter(
            registration__in=choosers.values("registration"),
            place=Place.TAKEN,
            part__session__day=draft.day,
            part__session__starts__lt=draft.ends,
            part__session__ends__gt=draft.starts,
            part__session__cancelled_at=None,
        )
        .exclude(part__session=session)
        .values("registration")
        .distinct()
        .count()
    )


def called_off(conference: Conference) -> list[Blocker]:
    if conference.state != State.CANCELLED:
        return []
    return [Blocker("called_off", _("The conference is cancelled, so its programme stays."))]
