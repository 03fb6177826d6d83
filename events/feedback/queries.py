"""Who came to a conference and what they were at; the conference as its evaluation knows it."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format

from events.check_in.models import CheckIn
from events.conference.enums import PartKind, Place, RegistrationState
from events.conference.models import Booking, Conference, Registration, Session, Speaker
from events.evaluations.models import Evaluation
from events.evaluations.subjects import Part
from members.people.models import User
from members.people.queries import members

from .rules import EVALUATED, speaks_for

NAME = "aarsmoede"


def subject_of(conference: Conference) -> str:
    """`aarsmoede:12`."""
    return f"{NAME}:{conference.pk}"


def evaluation_of(conference: Conference) -> Evaluation:
    """The conference's evaluation; one that is not in the database where nobody has prepared it."""
    subject = subject_of(conference)
    return Evaluation.objects.filter(subject=subject).first() or Evaluation(subject=subject)


def key_of(session_pk: int) -> str:
    """`session-7`."""
    return f"session-{session_pk}"


# --- who came ------------------------------------------------------------------------------------------
def came(conferences: QuerySet[Conference]) -> QuerySet[Registration]:
    """The registrations of those who came: checked in at the door, or everybody with a seat where nobody
    kept the door. Somebody who stayed at home has nothing to say of it, and a conference without a list of
    arrivals was not without guests."""
    arrived = CheckIn.objects.filter(part__isnull=True)
    kept = Exists(arrived.filter(conference=OuterRef("conference")))
    let_in = Exists(arrived.filter(registration=OuterRef("pk")))
    seat = Q(state=RegistrationState.CONFIRMED)
    return Registration.objects.filter(
        let_in | (~kept & seat), conference__in=conferences, person__isnull=False
    )


def answerers(conference: Conference) -> QuerySet[User]:
    """The members among them."""
    found = came(Conference.objects.filter(pk=conference.pk))
    return members().filter(pk__in=found.values("person"))


def came_to(user) -> QuerySet[Conference]:
    """The conferences that the person came to."""
    there = came(Conference.objects.all()).filter(person=user.pk)
    return Conference.objects.filter(pk__in=there.values("conference"))


# --- what they were at ---------------------------------------------------------------------------------
def sessions_of(conference: Conference) -> QuerySet[Session]:
    """The sessions that one can have been at, in the programme's order: not what was called off."""
    return (
        Session.objects.filter(conference=conference, cancelled_at=None, kind__in=EVALUATED)
        .select_related("conference")
        .prefetch_related("speakers__person")
        .order_by("day", "starts", "pk")
    )


def parts_of(conference: Conference) -> Sequence[Part]:
    """The same as parts of the evaluation; one that nobody had chosen was not held for anybody."""
    seats = Booking.objects.filter(
        part__session__conference=conference,
        place=Place.TAKEN,
        registration__state=RegistrationState.CONFIRMED,
    )
    chosen = set(seats.values_list("part__session", flat=True))
    return [
        Part(
            key_of(each.pk),
            each.title,
            _facts(each),
            each.get_absolute_url(),
            not each.is_chosen or each.pk in chosen,
            str(each.origin),
        )
        for each in sessions_of(conference)
    ]


def _facts(session: Session) -> str:
    when = f"{date_format(session.date, 'l')} {session.hours}"
    return " · ".join(filter(None, [when, session.speaker]))


def sessions_at(user, conference: Conference) -> list[Session]:
    """The sessions that the person was at: what they had chosen, and what was for everybody on the days that
    they came for. Not those that they spoke at: nobody is asked about themself, and whoever knows their own
    answer knows more of the other four."""
    there = came(Conference.objects.filter(pk=conference.pk)).filter(person=user.pk)
    bookings = Booking.objects.filter(registration__in=there, place=Place.TAKEN)
    chosen = set(
        bookings.filter(part__kind=PartKind.SESSION).values_list("part__session", flat=True)
    )
    days = set(bookings.filter(part__kind=PartKind.DAY).values_list("part__on", flat=True))
    by_day = conference.parts.filter(kind=PartKind.DAY).exists()
    return [
        each
        for each in sessions_of(conference).exclude(speaks_for(user))
        if (each.pk in chosen if each.is_chosen else not by_day or each.date in days)
    ]


# --- who spoke -----------------------------------------------------------------------------------------
def spoken_at_by(user, conference: Conference) -> QuerySet[Session]:
    """The sessions whose answers the person sees because they spoke there."""
    return Session.objects.filter(speaks_for(user), conference=conference, cancelled_at=None)


def speakers_of(conference: Conference) -> dict[int, list[User]]:
    """The speakers who are members, by their session."""
    rows = Speaker.objects.filter(
        session__conference=conference, session__cancelled_at=None, person__in=members()
    )
    found: dict[int, list[User]] = {}
    for each in rows.select_related("person"):
        assert each.session_id is not None and each.person is not None, "asked for above"
        found.setdefault(each.session_id, []).append(each.person)
    return found
