"""What is asked at each of the four requests of a registration, when all come in the same minute: the SQL is
kept (`portal.kit.prepared`), and what hangs together is put together here. Who may see it, `queries` says."""

from datetime import date

from django.db.models import Case, F, Q, QuerySet, When

from members.municipalities.models import Municipality
from members.people.models import Post, User
from members.people.queries import members_today
from members.people.rules import in_force
from portal.kit.prepared import Prepared

from .enums import OPEN, SHOWN, PartKind
from .models import (
    Booking,
    Conference,
    Part,
    PayerLink,
    Registration,
    RegistrationDraft,
    RoomShare,
    Session,
    Speaker,
)


def colleagues(person: int, today: date) -> QuerySet[User]:
    """The other members in somebody's own municipality."""
    posts = Post.objects.filter(in_force(today))
    near = posts.filter(
        municipality__in=posts.filter(person=person).values("municipality"), person__isnull=False
    )
    return members_today(today).filter(pk__in=near.values("person")).exclude(pk=person)


_SHOWN = Conference.objects.filter(state__in=sorted(SHOWN))

#: The one that the network's settings name, else the next that is not over on a day.
present = Prepared(
    lambda today: _SHOWN.filter(Q(of_the_year__isnull=False) | Q(ends_on__gte=today)).order_by(
        F("of_the_year").asc(nulls_last=True), "starts_on"
    )[:1]
)
#: Somebody's open registration for a conference.
open_of = Prepared(
    lambda conference, person: Registration.objects.filter(
        conference=conference, person=person, state__in=sorted(OPEN)
    )[:1]
)
#: Somebody's registration by its number.
numbered = Prepared(lambda number, person: Registration.objects.filter(pk=number, person=person))
last_of = Prepared(
    lambda person: Registration.objects.filter(person=person).order_by("-created_at", "-pk")[:1]
)
last_ean = Prepared(
    lambda payer: (
        Registration.objects.filter(payer=payer)
        .order_by("-created_at", "-pk")
        .values_list("ean")[:1]
    )
)
#: The number of the municipality that stands beside somebody's name on a day.
home = Prepared(
    lambda person, today: (
        Post.objects.filter(in_force(today), person=person)
        .order_by("starts_on", "pk")
        .values_list("municipality")[:1]
    )
)
draft = Prepared(
    lambda conference, person: RegistrationDraft.objects.filter(
        conference=conference, person=person
    )
)
#: What somebody has who registers: the same sent twice (by its key), or an open registration.
known = Prepared(
    lambda key, conference, person: Registration.objects.filter(
        Q(idempotency_key=key) | Q(conference=conference, person=person, state__in=sorted(OPEN))
    ).order_by()
)
#: The link to a registration's payment.
payer_link = Prepared(lambda number: PayerLink.objects.filter(registration=number).order_by()[:1])
#: The days that one books at a conference.
days = Prepared(
    lambda conference: (
        Part.objects.filter(conference=conference, kind=PartKind.DAY, on__isnull=False)
        .order_by()
        .values_list("on")
    )
)
#: Of each session who speaks at it, in order: a member's name as it is today, or the guest's.
speakers = Prepared(
    lambda conference: Speaker.objects.filter(session__conference=conference).values_list(
        "session", Case(When(person__isnull=False, then="person__name"), default="name")
    )
)
#: The sessions that have a room, and its name.
rooms = Prepared(
    lambda conference: (
        Session.objects.filter(conference=conference, hall__isnull=False)
        .order_by()
        .values_list("pk", "hall__name")
    )
)
#: Whether somebody has asked, is asked or shares a room.
has_share = Prepared(
    lambda number: RoomShare.objects.filter(Q(asker=number) | Q(asked=number)).values_list("pk")[:1]
)
#: Whether somebody has registered another one who still comes.
has_bought = Prepared(
    lambda conference, person: (
        Registration.objects.filter(
            conference=conference,
            registered_by=person,
            state__in=sorted(OPEN),
            person__isnull=False,
        )
        .exclude(person=person)
        .values_list("pk")[:1]
    )
)
#: A conference by its number.
conference = Prepared(lambda number: Conference.objects.filter(pk=number))
#: Whether there is one of somebody's colleagues who has no seat and no place in line.
has_colleague = Prepared(
    lambda conference, person, today: (
        colleagues(person, today)
        .exclude(
            pk__in=Registration.objects.filter(
                conference=conference, state__in=sorted(OPEN), person__isnull=False
            ).values("person")
        )
        .values_list("pk")[:1]
    )
)
#: A municipality by its number.
municipality = Prepared(lambda number: Municipality.objects.filter(pk=number))
_parts = Prepared(lambda conference: Part.objects.filter(conference=conference).order_by())
#: What one chooses by; the long texts are read where they are shown.
_sessions = Prepared(
    lambda conference: (
        Session.objects.filter(conference=conference)
        .defer("abstract", "uid", "copied_from", "sequence", "changed_at")
        .order_by()
    )
)
_bookings = Prepared(lambda number: Booking.objects.filter(registration=number).order_by())


def parts(of: Conference) -> dict[int, Part]:
    """Everything that one books, by its number, each with its session and the conference itself at hand."""
    sessions = {each.pk: each for each in _sessions(of.pk)}
    for session in sessions.values():
        session.conference = of
    found = {each.pk: each for each in _parts(of.pk)}
    for part in found.values():
        part.conference = of
        if part.session_id is not None:
            part.session = sessions[part.session_id]
    return found


def bookings(registration: Registration) -> list[Booking]:
    """What somebody has of the parts, each with its part and the registration itself at hand."""
    found = _bookings(registration.pk)
    if found:
        by_number = parts(registration.conference)
        for booking in found:
            booking.registration = registration
            booking.part = by_number[booking.part_id]
    return found


def with_its_own(registration: Registration, person: User) -> Registration:
    """The same with whose it is, its conference and who pays at hand."""
    registration.person = person
    registration.conference = conference(registration.conference_id)[0]
    registration.payer = municipality(registration.payer_id)[0]
    return registration
