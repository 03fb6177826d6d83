"""Whom a new version of the programme concerns: each gets one letter, about what they have, wait for, speak
at, or what is for everybody and is held at another time or place."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from members.people.models import User
from members.people.queries import members

from .enums import FOR_ALL, MOVES, TELLS, Place, RegistrationState, SessionKind, What
from .models import Booking, Conference, Registration, Session
from .planning import Difference


@dataclass(frozen=True)
class Concerned:
    """One point with what is new of it, and whom that concerns: `had` are those who had it or waited for it,
    and spoke there, before; `speak` are the members who speak there now."""

    session: Session | None
    title: str
    news: list[Difference]
    had: "Before"
    speak: frozenset[int]

    def of(self, person: int) -> list[Difference]:
        """What of it one of them hears."""
        if person in self.speak or person in self.had.spoke:
            return [each for each in self.news if each.what in TELLS | {What.NEW}]
        return [each for each in self.news if each.what in self.had.told]

    @property
    def people(self) -> set[int]:
        """Everybody who hears something."""
        everyone = self.had.come | self.had.spoke | self.speak
        return {person for person in everyone if self.of(person) or self._is_new_to(person)}

    def speaks_since_now(self, person: int) -> bool:
        return person in self.speak and person not in self.had.spoke

    def _is_new_to(self, person: int) -> bool:
        return self.speaks_since_now(person)


@dataclass(frozen=True)
class Before:
    """Who came and spoke before the change, and of which kinds of change those who came hear."""

    come: frozenset[int] = frozenset()
    spoke: frozenset[int] = frozenset()
    told: frozenset[What] = frozenset()


def before_it_changes(session: Session | None, news: Iterable[Difference]) -> Before:
    """Asked while bookings and speakers are as they were."""
    if session is None:
        return Before()
    told = frozenset(TELLS if session.is_chosen else MOVES)
    if not told & {each.what for each in news}:
        return Before(spoke=whom_it_concerns(session))
    seats = Registration.objects.filter(conference=session.conference_id, person__isnull=False)
    if session.is_chosen:
        seats = seats.filter(bookings__part__session=session)
    else:
        seats = seats.filter(state=RegistrationState.CONFIRMED)
    return Before(
        frozenset(seats.values_list("person", flat=True)), whom_it_concerns(session), told
    )


def whom_it_concerns(session: Session | None) -> frozenset[int]:
    """The members who speak there."""
    if session is None:
        return frozenset()
    rows = session.speakers.filter(person__isnull=False)
    return frozenset(rows.values_list("person", flat=True))


@dataclass
class Reader:
    """Somebody who gets a letter: what of each point they hear, and what they now have at the same time."""

    person: User
    points: list[tuple[Concerned, list[Difference]]] = field(default_factory=list)
    clashes: dict[int, list[str]] = field(default_factory=dict)


def readers(conference: Conference, concerned: list[Concerned]) -> list[Reader]:
    """Everybody who gets a letter, each once, with what it says; those who have left get none."""
    numbers = {person for each in concerned for person in each.people}
    people = members().filter(pk__in=numbers).order_by("pk")
    found = [
        Reader(
            person,
            [(each, each.of(person.pk)) for each in concerned if person.pk in each.people],
        )
        for person in people
    ]
    moved = {
        each.session.pk: each.session
        for each in concerned
        if each.session is not None and any(news.what == What.TIME for news in each.news)
    }
    if moved:
        _find_clashes(conference, found, moved)
    return found


def _find_clashes(conference: Conference, found: list[Reader], moved: dict[int, Session]) -> None:
    """What each of them has at the new time of what was moved: their other sessions, and what is for all."""
    for_all = list(
        conference.sessions.filter(kind__in=FOR_ALL, cancelled_at=None).order_by("day", "starts")
    )
    bookings = Booking.objects.filter(
        registration__conference=conference,
        registration__person__in=[each.person for each in found],
        place=Place.TAKEN,
        part__session__isnull=False,
    )
    has: dict[int, list[Session]] = {}
    for booking in bookings.select_related("part__session", "registration"):
        person, session = booking.registration.person_id, booking.part.session
        assert person is not None and session is not None, "asked for just those"
        has.setdefault(person, []).append(session)
    for reader in found:
        own = has.get(reader.person.pk, [])
        for point, _news in reader.points:
            session = point.session
            if session is None or session.pk not in moved or reader.person.pk not in point.had.come:
                continue
            others = [*own, *(for_all if session.kind == SessionKind.PARALLEL else [])]
            titles = [
                other.title
                for other in others
                if other.pk != session.pk and other.overlaps(session)
            ]
            if titles:
                reader.clashes[session.pk] = titles


def come_to(session: Session) -> QuerySet[User]:
    """Those who have a session, or everybody with a seat where there is nothing to choose."""
    seats = Registration.objects.filter(
        conference=session.conference_id, state=RegistrationState.CONFIRMED, person__isnull=False
    )
    if session.is_chosen:
        seats = seats.filter(bookings__part__session=session, bookings__place=Place.TAKEN)
    return members().filter(pk__in=seats.values("person"))


def who_come(conference: Conference) -> Iterable[User]:
    """Everybody with a seat."""
    seats = Registration.objects.filter(
        conference=conference, state=RegistrationState.CONFIRMED, person__isnull=False
    )
    return members().filter(pk__in=seats.values("person"))
