"""What the secretariat's desk shows of a conference: stock, lines, days, and what waits to be decided. The
caller has asked whether the reader manages conferences; each answer is empty for everybody else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from members.municipalities.models import Municipality
from members.people.models import Post, User
from members.people.queries import members
from members.people.rules import in_force
from portal.kit.dates import COPENHAGEN

from .enums import OPEN, PartKind, Place, RegistrationState
from .line_problems import Entry
from .models import Booking, Conference, GroupLetter, Note, Part, Registration
from .queries import confirmed_beside
from .rules import may_manage

#: Where in its day stands what has no hour; an hour is digits, which sort before letters.
HOURS = {PartKind.DAY: "", PartKind.MEAL: "m", PartKind.NIGHT: "n"}


@dataclass(frozen=True)
class Bar:
    """How much of something is taken; `part_id` 0 is the seat. Without a capacity there is enough."""

    name: str
    part_id: int
    kind: str
    taken: int
    capacity: int | None
    waiting: int
    #: The day of a meal, for there are several lunches.
    on: date | None = None


@dataclass(frozen=True)
class InLine:
    """Somebody in a line: their place among those who wait, or until when it is held for them."""

    registration_id: int
    name: str
    municipality: str
    since: datetime
    until: datetime | None
    place: int


@dataclass
class Line:
    """Everybody who waits for one thing, in order."""

    name: str
    part_id: int
    kind: str
    left: int | None
    entries: list[InLine] = field(default_factory=list)
    #: How many of them wait, and are offered nothing.
    waiting: int = 0
    #: The entries that stand on the page; None for a line that stands on others.
    cut: slice | None = field(default_factory=lambda: slice(None))

    @property
    def shown(self) -> list[InLine]:
        return self.entries[self.cut] if self.cut is not None else []

    @property
    def is_continued(self) -> bool:
        """Whether it begins on an earlier page."""
        return self.cut is not None and bool(self.cut.start)


@dataclass(frozen=True)
class Missing:
    """A municipality of the network that nobody comes from, and its members."""

    name: str
    members: tuple[str, ...]


def home(person: str = "person") -> Subquery:
    """The name of the municipality that stands beside a name, as a column."""
    posts = Post.objects.filter(in_force(), person=OuterRef(person)).order_by("starts_on", "pk")
    return Subquery(posts.values("municipality__name")[:1])


def bars(user, conference: Conference) -> list[Bar]:
    """The seats, then every part in the programme's order; two queries."""
    if not may_manage(user):
        return []
    waiting = Count("bookings", filter=Q(bookings__place=Place.WAITING))
    parts = (
        conference.parts.filter(session__cancelled_at=None)
        .select_related("session")
        .annotate(waiting=waiting)
    )
    line = conference.registrations.filter(state=RegistrationState.WAITING).count()
    seats = Bar("", 0, "", conference.taken, conference.capacity, line)
    return [
        seats,
        *(
            Bar(
                each.name,
                each.pk,
                each.kind,
                each.taken,
                each.capacity,
                each.waiting,
                each.on if each.kind == PartKind.MEAL else None,
            )
            for each in sorted(parts, key=lambda part: day_of(part, conference))
        ),
    ]


def day_of(part: Part, conference: Conference) -> tuple:
    """Where a part stands among the others: by day and hour, meals after sessions, nights last."""
    if part.session is not None:
        day = conference.dates[0].toordinal() + part.session.day - 1
        return day, f"{part.session.starts:%H%M}", part.pk
    assert part.on is not None, "what is no session has its day"
    return part.on.toordinal(), HOURS[PartKind(part.kind)], part.pk


def per_day(user, conference: Conference) -> list[tuple[date, int]]:
    """How many of those who come or wait registered on each day that had any."""
    if not may_manage(user):
        return []
    rows = (
        conference.registrations.filter(state__in=sorted(OPEN))
        .annotate(day=TruncDate("created_at", tzinfo=COPENHAGEN))
        .values("day")
        .annotate(count=Count("pk"))
        .order_by("day")
    )
    return [(row["day"], row["count"]) for row in rows]


def lines(user, conference: Conference) -> list[Line]:
    """Every line that somebody stands in, the seats' first; two queries."""
    if not may_manage(user):
        return []
    found: dict[int, Line] = {}
    seats = (
        conference.registrations.filter(waiting_since__isnull=False)
        .annotate(home=home())
        .select_related("person")
        .order_by("waiting_since", "pk")
    )
    for each in seats:
        line = found.setdefault(0, Line("", 0, "", conference.seats_left))
        _stand(line, each, each, each.home)
    bookings = (
        Booking.objects.filter(part__conference=conference, waiting_since__isnull=False)
        .annotate(home=home("registration__person"))
        .select_related("part__session", "registration__person")
        .order_by("waiting_since", "pk")
    )
    rows = sorted(bookings, key=lambda booking: day_of(booking.part, conference))
    for booking in rows:
        part = booking.part
        line = found.setdefault(part.pk, Line(part.name, part.pk, part.kind, part.seats_left))
        _stand(line, booking, booking.registration, booking.home)
    return list(found.values())


def _stand(line: Line, entry: Entry, registration: Registration, municipality: str | None) -> None:
    assert entry.waiting_since is not None, "who stands in a line has waited since some time"
    person = registration.person
    # Counted as they come: to count those before each anew would take a long line for ever.
    line.waiting += entry.offered_until is None
    line.entries.append(
        InLine(
            registration.pk,
            person.name if person else "–",
            municipality or "–",
            entry.waiting_since,
            entry.offered_until,
            line.waiting if entry.offered_until is None else 0,
        )
    )


def in_line(user, conference: Conference, part_id: int, registration_id: int) -> Entry | None:
    """Who stands in the line of a part, or of the seats (0), by their registration; also who has been offered
    something."""
    if not may_manage(user):
        return None
    if part_id:
        return (
            Booking.objects.filter(
                part=part_id,
                part__conference=conference,
                registration=registration_id,
                waiting_since__isnull=False,
            )
            .select_related("part__session", "registration__person", "registration__conference")
            .first()
        )
    return (
        conference.registrations.filter(pk=registration_id, waiting_since__isnull=False)
        .select_related("person", "conference")
        .first()
    )


def missing(user, conference: Conference) -> list[Missing]:
    """The network's municipalities that nobody has registered from, in Danish order; one query."""
    if not may_manage(user):
        return []
    come = conference.registrations.filter(state__in=sorted(OPEN), person__isnull=False)
    there = Municipality.objects.filter(
        pk__in=Post.objects.filter(in_force(), person__in=come.values("person")).values(
            "municipality"
        )
    )
    posts = (
        Post.objects.filter(in_force(), person__in=members())
        .exclude(municipality__in=there.values("pk"))
        .order_by("municipality__name_key", "person__name_key")
        .values_list("municipality__name", "person__name")
        .distinct()
    )
    found: dict[str, list[str]] = {}
    for name, person in posts:
        found.setdefault(name, []).append(person)
    return [Missing(name, tuple(people)) for name, people in found.items()]


def parts_of(user, conference: Conference, kinds: Iterable[PartKind] = PartKind) -> list[Part]:
    """What one books, in the programme's order."""
    if not may_manage(user):
        return []
    found = conference.parts.filter(
        kind__in=[str(kind) for kind in kinds], session__cancelled_at=None
    )
    return sorted(
        found.select_related("session__conference"), key=lambda part: day_of(part, conference)
    )


def not_registered(user, conference: Conference) -> QuerySet[User]:
    """The members whom the secretariat could still register."""
    if not may_manage(user):
        return User.objects.none()
    come = conference.registrations.filter(state__in=sorted(OPEN), person__isnull=False)
    return members().exclude(pk__in=come.values("person")).order_by("name_key", "pk")


def beside(user, registration: Registration) -> QuerySet[Registration]:
    """The others with a seat, whom the secretariat could put in one room with somebody, in Danish order."""
    if not may_manage(user):
        return Registration.objects.none()
    return confirmed_beside(registration).order_by("person__name_key", "pk")


def registration_at_desk(user, conference: Conference, number: int) -> Registration | None:
    """One registration with all that its page shows."""
    if not may_manage(user):
        return None
    return (
        conference.registrations.filter(pk=number)
        .select_related("conference", "person", "payer", "registered_by")
        .first()
    )


def notes_on(user, registration: Registration) -> QuerySet[Note]:
    if not may_manage(user):
        return Note.objects.none()
    return registration.notes.select_related("written_by")


def letters_of(user, conference: Conference) -> QuerySet[GroupLetter]:
    """The letters that have been sent, the newest first."""
    if not may_manage(user):
        return GroupLetter.objects.none()
    return conference.letters.select_related("sent_by", "part__session")
