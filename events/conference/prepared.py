"""What is asked at each request of a registration, when all come in the same minute: the SQL is
kept (`portal.kit.prepared`), and what hangs together is put together here. Who may see it, `queries` says."""

from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from events import seats
from members.people.models import Post, User
from members.people.queries import members_today
from members.people.rules import in_force
from portal.kit.prepared import Prepared

from .enums import OPEN, SHOWN, RegistrationState
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


def _who_comes(conference: int) -> QuerySet[Registration]:
    return Registration.objects.filter(
        conference=conference, state__in=sorted(OPEN), person__isnull=False
    )


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
#: Somebody's registration by its number, with its conference and who pays.
numbered = Prepared(
    lambda number, person: Registration.objects.filter(pk=number, person=person).select_related(
        "conference", "payer"
    )
)
#: All of somebody's registrations, the last one first.
all_of = Prepared(
    lambda person: Registration.objects.filter(person=person).order_by("-created_at", "-pk")
)
#: The number of the municipality that stands beside somebody's name on a day, and the EAN by which it was
#: last billed.
home = Prepared(
    lambda person, today: (
        Post.objects.filter(in_force(today), person=person)
        .order_by("starts_on", "pk")
        .values_list(
            "municipality",
            Subquery(
                Registration.objects.filter(payer=OuterRef("municipality"))
                .order_by("-created_at", "-pk")
                .values("ean")[:1]
            ),
        )[:1]
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
#: How many wait for the seat itself before one who has waited since then; no row when nobody does.
before = Prepared(
    lambda conference, since, number: (
        Registration.objects.filter(
            seats.before(since, number), conference=conference, state=RegistrationState.WAITING
        )
        .order_by()
        .values("conference")
        .annotate(number=Count("pk"))
        .values_list("number")
    )
)
#: The link to a registration's payment.
payer_link = Prepared(lambda number: PayerLink.objects.filter(registration=number).order_by()[:1])
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
#: A conference by its number.
conference = Prepared(lambda number: Conference.objects.filter(pk=number))
#: What there is around somebody's registration: whether they have asked, are asked or share a room, whether
#: there is a link to its payment, whether they have registered another one who still comes, and whether there
#: is one of their colleagues who has no seat and no place in line.
around = Prepared(
    lambda number, conference, person, today: Registration.objects.filter(pk=number).values_list(
        Exists(RoomShare.objects.filter(Q(asker=number) | Q(asked=number))),
        Exists(PayerLink.objects.filter(registration=number)),
        Exists(_who_comes(conference).filter(registered_by=person).exclude(person=person)),
        Exists(colleagues(person, today).exclude(pk__in=_who_comes(conference).values("person"))),
    )
)
#: What one chooses by; the long texts of a session are read where they are shown.
_UNREAD = [
    f"session__{name}" for name in ("abstract", "uid", "copied_from", "sequence", "changed_at")
]
_parts = Prepared(
    lambda conference: (
        Part.objects.filter(conference=conference)
        .select_related("session")
        .defer(*_UNREAD)
        .order_by()
    )
)
_bookings = Prepared(
    lambda number: (
        Booking.objects.filter(registration=number)
        .select_related("part__session")
        .defer(*(f"part__{name}" for name in _UNREAD))
        .order_by()
    )
)


#: It is the conference that they name already; to assign it would compare the two each time.
_OF_PART, _OF_SESSION = (each._meta.get_field("conference") for each in (Part, Session))


def parts(of: Conference) -> dict[int, Part]:
    """Everything that one books, by its number, each with its session and the conference itself at hand."""
    found = {each.pk: each for each in _parts(of.pk)}
    for part in found.values():
        _belongs_to(part, of)
    return found


def bookings(registration: Registration) -> list[Booking]:
    """What somebody has of the parts, each with its part and the registration itself at hand."""
    found = _bookings(registration.pk)
    for booking in found:
        booking.registration = registration
        _belongs_to(booking.part, registration.conference)
    return found


def _belongs_to(part: Part, conference: Conference) -> None:
    _OF_PART.set_cached_value(part, conference)
    if part.session is not None:
        _OF_SESSION.set_cached_value(part.session, conference)
