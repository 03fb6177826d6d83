"""Who is due a certificate of a conference, and what stands on it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import FilteredRelation, Q, QuerySet

from events.check_in.models import CheckIn
from events.conference.enums import PartKind, Place, SessionKind
from events.conference.models import Booking, Conference, Registration, Session
from members.people.models import User
from portal.kit.dates import COPENHAGEN

from .models import Certificate
from .queries import certificates_for


@dataclass(frozen=True)
class Came:
    """One who was there: what they were at, and the valid certificate they have already."""

    person: User
    points: list[Session]
    certificate: Certificate | None = None

    @property
    def attended(self) -> list[list[str]]:
        return [
            [begins.isoformat(), ends.isoformat(), point.title]
            for point in self.points
            for begins, ends in [_span(point)]
        ]

    @property
    def minutes(self) -> int:
        """How long it was, what overlaps counted once."""
        total, until = 0, None
        for begins, ends in sorted(map(_span, self.points)):
            begins = max(begins, until) if until else begins
            total += max(int((ends - begins).total_seconds()) // 60, 0)
            until = max(ends, until) if until else ends
        return total


def _span(point: Session) -> tuple[datetime, datetime]:
    begins = datetime.combine(point.date, point.starts, tzinfo=COPENHAGEN)
    return begins, datetime.combine(point.date, point.ends, tzinfo=COPENHAGEN)


@dataclass(frozen=True)
class Those:
    """Everybody who came, in Danish order."""

    rows: list[Came] = field(default_factory=list)

    @property
    def due(self) -> list[Came]:
        return [row for row in self.rows if row.certificate is None]

    @property
    def holding(self) -> list[Came]:
        return [row for row in self.rows if row.certificate is not None]


def those_who_came(conference: Conference) -> Those:
    """Who was checked in, with the points that are for everybody and those they had chosen; a constant number
    of queries."""
    points = list(
        conference.sessions.filter(
            cancelled_at=None, kind__in=[SessionKind.PLENARY, SessionKind.PARALLEL]
        ).select_related("conference")
    )
    chosen: dict[int, set[int]] = {}
    bookings = Booking.objects.filter(
        part__conference=conference, part__kind=PartKind.SESSION, place=Place.TAKEN
    )
    for registration, session in bookings.values_list("registration", "part__session"):
        chosen.setdefault(registration, set()).add(session)
    days, came = set(), set()
    has = Q(bookings__place=Place.TAKEN)
    rows = conference.parts.filter(kind=PartKind.DAY).annotate(
        has=FilteredRelation("bookings", condition=has)
    )
    for on, registration in rows.values_list("on", "has__registration"):
        days.add(on)
        came.add((registration, on))
    valid = {
        each.person_id: each
        for each in Certificate.objects.filter(conference=conference, withdrawn_at__isnull=True)
    }
    arrived = CheckIn.objects.filter(conference=conference, part__isnull=True)
    people = Registration.objects.filter(
        pk__in=arrived.values("registration"), person__isnull=False
    ).select_related("person")
    return Those(
        [
            Came(
                row.person,
                [
                    point
                    for point in points
                    if not point.is_chosen or point.pk in chosen.get(row.pk, ())
                    # Of what is for everybody, what was on the days on which they came.
                    if point.date not in days or (row.pk, point.date) in came
                ],
                valid.get(row.person_id),
            )
            for row in people.order_by("person__name_key", "pk")
            if row.person is not None
        ]
    )


def certificates_of_conference(user, conference: Conference) -> QuerySet[Certificate]:
    """A conference's, in Danish order, the valid ones first."""
    found = certificates_for(user).filter(conference=conference)
    return found.order_by("withdrawn_at", "person__name_key", "pk")
