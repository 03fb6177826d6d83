"""The programme as one participant reads it: what is theirs, what clashes, and what is on now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .enums import Place, SessionKind
from .models import Booking, Session

#: Kinds that are for everybody and that one would not want to miss.
FOR_ALL = (SessionKind.PLENARY, SessionKind.SOCIAL)


@dataclass
class Point:
    """A session with how its reader stands to it; `clashes` names what they have at the same time."""

    session: Session
    booking: Booking | None = None
    clashes: list[str] = field(default_factory=list)

    @property
    def is_mine(self) -> bool:
        """Whether the reader has it, or it is for everybody."""
        return self.has or not self.session.is_chosen

    @property
    def has(self) -> bool:
        return self.booking is not None and self.booking.place == Place.TAKEN


@dataclass(frozen=True)
class Slot:
    """What is held at one time."""

    points: list[Point]

    @property
    def hours(self) -> str:
        return self.points[0].session.hours

    @property
    def is_choice(self) -> bool:
        """Whether one has to choose."""
        standing = [point for point in self.points if not point.session.is_cancelled]
        return len(standing) > 1 and standing[0].session.is_chosen


@dataclass(frozen=True)
class Day:
    date: date
    slots: list[Slot]


@dataclass(frozen=True)
class NowAndNext:
    """What is on, and what comes then; `changes_in` seconds it is another thing."""

    now: list[Point]
    next: list[Point]
    changes_in: int


@dataclass(frozen=True)
class Standing:
    """How many parts a registration has, waits for and is offered."""

    has: list[Booking]
    waits: list[Booking]
    offered: list[Booking]

    @classmethod
    def of(cls, bookings: Iterable[Booking]) -> "Standing":
        found: dict[str, list[Booking]] = {}
        for each in bookings:
            found.setdefault(each.place, []).append(each)
        return cls(*(found.get(p, []) for p in (Place.TAKEN, Place.WAITING, Place.OFFERED)))


@dataclass(frozen=True)
class Countdown:
    """What is left, in the units one says it in; `seconds` for the page to go on counting."""

    seconds: int
    days: int
    hours: int
    minutes: int


def days(sessions: list[Session], bookings: Iterable[Booking]) -> list[Day]:
    """The days in order, each with its slots. Clashes are marked for whoever comes: their sessions among
    themselves (one waits for one and has another), and with what is for everybody."""
    by_part = {each.part_id: each for each in bookings}
    found: dict[date, dict[tuple, Slot]] = {}
    mine: list[Point] = []
    for session in sessions:
        stock = session.stock
        point = Point(session, by_part.get(stock.pk) if stock else None)
        day = found.setdefault(session.date, {})
        day.setdefault((session.starts, session.ends), Slot([])).points.append(point)
        if not session.is_cancelled and (point.booking or session.kind in FOR_ALL):
            mine.append(point)
    for point in mine:
        if point.booking is not None:
            point.clashes += [
                other.session.title
                for other in mine
                if other is not point and other.session.overlaps(point.session)
            ]
    return [Day(date, list(slots.values())) for date, slots in found.items()]


def now_and_next(programme: list[Day], now: datetime) -> NowAndNext | None:
    """During the days: what is on at this minute, and what begins next on the same day. None when nothing of
    the day is left."""
    today = next((day for day in programme if day.date == now.date()), None)
    if today is None:
        return None
    points = [p for slot in today.slots for p in slot.points if not p.session.is_cancelled]
    clock = now.time()
    on = [p for p in points if p.session.starts <= clock < p.session.ends]
    ahead = [p for p in points if p.session.starts > clock]
    first = min((p.session.starts for p in ahead), default=None)
    coming = [p for p in ahead if p.session.starts == first]
    moments = [p.session.ends for p in on] + ([first] if first else [])
    if not moments:
        return None
    changes = datetime.combine(now.date(), min(moments), tzinfo=now.tzinfo)
    return NowAndNext(on, coming, max(int((changes - now).total_seconds()), 1))


def countdown(left: timedelta) -> Countdown:
    """What is left before the opening; nothing once it has passed."""
    seconds = max(int(left.total_seconds()), 0)
    # A started minute is said: nobody is told "0 minutes" while the door is shut.
    minutes = -(-seconds // 60)
    return Countdown(seconds, minutes // 1440, minutes // 60 % 24, minutes % 60)
