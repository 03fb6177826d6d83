"""The programme as the desk plans it: what is published, and over it what has been changed and not
published."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from .enums import Fate, What
from .models import Conference, Session, SessionDraft
from .models.programme import Piece


@dataclass(frozen=True)
class Difference:
    """One thing that a draft makes new; values as `models.Change` keeps them."""

    what: What
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Plan:
    """One point: what is published of it, and what is to be. One of them is missing of what is new, and of
    what nobody has touched."""

    session: Session | None
    draft: SessionDraft | None

    @property
    def piece(self) -> Session | SessionDraft:
        """How it is to be."""
        found = self.draft or self.session
        assert found is not None, "a plan is of something"
        return found

    @property
    def is_new(self) -> bool:
        return self.session is None

    @property
    def is_cancelled(self) -> bool:
        """Whether it is, or is to be, cancelled or gone."""
        if self.draft is not None and self.draft.fate != Fate.HELD:
            return True
        return self.session is not None and self.session.is_cancelled

    @property
    def taken(self) -> int:
        return self.session.taken if self.session is not None else 0

    @property
    def capacity(self) -> int | None:
        """How many can choose it, as it is to be."""
        if self.draft is not None:
            return _seats(self.draft)
        return self.session.capacity if self.session is not None else None

    @property
    def differences(self) -> list[Difference]:
        return differences(self.session, self.draft) if self.draft is not None else []


def plans(sessions: Iterable[Session], drafts: Iterable[SessionDraft]) -> list[Plan]:
    """Every point in the order in which it is to be held."""
    drafts = list(drafts)
    changed = {each.session_id: each for each in drafts if each.session_id is not None}
    found = [Plan(each, changed.get(each.pk)) for each in sessions]
    found += [Plan(None, each) for each in drafts if each.session_id is None]
    return sorted(found, key=lambda plan: (plan.piece.day, plan.piece.starts, plan.piece.title))


def differences(session: Session | None, draft: SessionDraft) -> list[Difference]:
    """What is new when the draft is published."""
    if session is None:
        return [Difference(What.NEW, after=_time(draft))]
    if draft.fate == Fate.CANCELLED:
        return [Difference(What.CANCELLED)]
    if draft.fate == Fate.REMOVED:
        return [Difference(What.REMOVED)]
    found = [
        Difference(what, before[:200], after[:200])
        for what, before, after in (
            (What.TIME, _time(session), _time(draft)),
            (What.ROOM, session.room, draft.room),
            (What.TITLE, session.title, draft.title),
            (What.KIND, session.kind, draft.kind),
            (What.TRACK, _name(session.track), _name(draft.track)),
            (What.SEATS, _number(session.capacity), _number(_seats(draft))),
        )
        if before != after
    ]
    if _spoken(session) != _spoken(draft):
        found.append(Difference(What.SPEAKERS))
    if session.abstract != draft.abstract:
        found.append(Difference(What.TEXT))
    return found


@dataclass(frozen=True)
class Clash:
    """Two points that cannot both be as they stand: `what` is "room", "speaker" or "time"."""

    what: str
    one: Piece
    other: Piece
    about: str = ""


def clashes(planned: Iterable[Plan]) -> list[Clash]:
    """A room or a person that is wanted twice, and what is for all beside something else."""
    pieces = [plan.piece for plan in planned if not plan.is_cancelled]
    found = []
    for one, other in combinations(pieces, 2):
        if not one.overlaps(other):
            continue
        if one.hall_id is not None and one.hall_id == other.hall_id:
            found.append(Clash("room", one, other, one.room))
        twice = {each.shown for each in one.speakers.all()} & {
            each.shown for each in other.speakers.all()
        }
        found += [Clash("speaker", one, other, name) for name in sorted(twice) if name]
        if not (one.is_chosen and other.is_chosen):
            found.append(Clash("time", one, other))
    return found


def members_speaking(planned: Iterable[Plan]) -> dict[int, list[Piece]]:
    """Which points each member speaks at, of those that are held."""
    found: dict[int, list[Piece]] = {}
    for plan in planned:
        if plan.is_cancelled:
            continue
        for each in plan.piece.speakers.all():
            if each.person_id is not None:
                found.setdefault(each.person_id, []).append(plan.piece)
    return found


def _time(piece: Piece) -> str:
    return f"{piece.date.isoformat()} {piece.starts:%H:%M} {piece.ends:%H:%M}"


def _seats(draft: SessionDraft) -> int | None:
    """How many can choose it when it is published: as many as it says, else as its room has chairs."""
    if not draft.is_chosen:
        return None
    chairs = draft.hall.capacity if draft.hall is not None else None
    return chairs if draft.capacity is None else draft.capacity


def _name(row) -> str:
    return row.name if row is not None else ""


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def _spoken(piece: Piece) -> list[tuple]:
    return [
        (each.person_id, each.name, each.title, each.organisation) for each in piece.speakers.all()
    ]


def planned_of(conference: Conference, sessions, drafts) -> list[Plan]:
    """The same, with the one conference at hand on all of them: a date costs no query."""
    for each in (*sessions, *drafts):
        each.conference = conference
    return plans(sessions, drafts)
