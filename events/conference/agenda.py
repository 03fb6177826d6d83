"""The programme as one participant reads it: what is theirs, what clashes, and what is on now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import get_language

from portal.kit import dates

from .enums import FOR_ALL, Place
from .models import Booking, Session


@dataclass
class Point:
    """A session with how its reader stands to it; `clashes` names what they have at the same time."""

    session: Session
    booking: Booking | None = None
    clashes: list[str] = field(default_factory=list)
    #: Beside what is at the same time: in which column of the day, 0 for all of them.
    column: int = 0
    speaks: bool = False

    @property
    def is_mine(self) -> bool:
        """Whether the reader has it, or it is for everybody."""
        return self.has or not self.session.is_chosen

    @property
    def is_own(self) -> bool:
        """Whether the reader has chosen it, or speaks at it: it is marked, also on paper."""
        return self.has or self.speaks

    @property
    def has(self) -> bool:
        return self.booking is not None and self.booking.place == Place.TAKEN


@dataclass(frozen=True)
class Slot:
    """What is held at one time."""

    points: list[Point]

    @property
    def hours(self) -> str:
        """From the first one's beginning to the last one's end."""
        starts = min(point.session.starts for point in self.points)
        ends = max(point.session.ends for point in self.points)
        return dates.clock_span(starts, ends, get_language() or "da")

    def takes(self, session: Session) -> bool:
        """Whether it is one of those that one chooses between here."""
        chosen = [point.session for point in self.points if point.session.is_chosen]
        return session.is_chosen and any(each.overlaps(session) for each in chosen)

    @property
    def is_choice(self) -> bool:
        """Whether one has to choose."""
        standing = [point for point in self.points if not point.session.is_cancelled]
        return len(standing) > 1 and standing[0].session.is_chosen


#: More columns than this are too narrow to read; what is left over stands underneath.
MOST_LANES = 6


@dataclass(frozen=True)
class Day:
    """`number` 1 is the first; `lanes` are the rooms in which one chooses between sessions, a column each."""

    date: date
    slots: list[Slot]
    number: int = 1
    lanes: list[str] = field(default_factory=list)


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


def days(
    sessions: list[Session], bookings: Iterable[Booking], *, person: int | None = None
) -> list[Day]:
    """The days in order, each with its slots. Clashes are marked for whoever comes: their sessions among
    themselves (one waits for one and has another), those they speak at (`person`), and with what is for
    everybody."""
    by_part = {each.part_id: each for each in bookings}
    found: dict[date, dict[tuple, Slot]] = {}
    mine: list[Point] = []
    for session in sessions:
        stock = session.stock
        speaks = person is not None and any(
            each.person_id == person for each in session.speakers.all()
        )
        point = Point(session, by_part.get(stock.pk) if stock else None, speaks=speaks)
        day = found.setdefault(session.date, {})
        key = (session.starts, session.ends, session.is_chosen)
        slot = next((each for each in day.values() if each.takes(session)), None)
        (slot or day.setdefault(key, Slot([]))).points.append(point)
        theirs = point.booking or point.speaks or session.kind in FOR_ALL
        if not session.is_cancelled and theirs:
            mine.append(point)
    for point in mine:
        if point.booking is not None or point.speaks:
            point.clashes += [
                other.session.title
                for other in mine
                if other is not point and other.session.overlaps(point.session)
            ]
    return [
        Day(date, list(slots.values()), number, _lanes(slots.values()))
        for number, (date, slots) in enumerate(found.items(), start=1)
    ]


def _lanes(slots: Iterable[Slot]) -> list[str]:
    """The rooms of the day's choices in order, and each point put into its own; a point without a room, or
    one of two in the same, takes a column that is free."""
    several = [slot.points for slot in slots if len(slot.points) > 1]
    rooms = sorted({point.session.room for points in several for point in points} - {""})
    width = min(max([len(rooms), *(len(points) for points in several)], default=0), MOST_LANES)
    for points in several:
        free = list(range(1, width + 1))
        for point in points:
            wanted = rooms.index(point.session.room) + 1 if point.session.room in rooms else 0
            if wanted in free:
                point.column = wanted
                free.remove(wanted)
        for point in points:
            if not point.column and free:
                point.column = free.pop(0)
    return rooms[:width] if several else []


def only(programme: list[Day], *, mine: bool = False, track: int | None = None) -> list[Day]:
    """The same days with what is the reader's own, or of one track; what is for everybody stands among one's
    own."""

    def stays(point: Point) -> bool:
        if track is not None and point.session.track_id != track:
            return False
        return not mine or point.is_mine or point.speaks or point.booking is not None

    found = []
    for day in programme:
        slots = [Slot(kept) for slot in day.slots if (kept := [p for p in slot.points if stays(p)])]
        for point in (point for slot in slots for point in slot.points):
            point.column = 0
        if slots:
            found.append(Day(day.date, slots, day.number, _lanes(slots)))
    return found


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
