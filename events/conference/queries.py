"""The conference for a reader."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from events import seats
from members.people.models import User
from members.people.queries import members
from members.people.rules import is_member
from portal.kit.wanted import Wanted

from . import prepared
from .enums import FOR_ALL, OPEN, SHOWN, Place, RegistrationState
from .models import (
    Booking,
    Conference,
    Part,
    PayerLink,
    ProgrammeVersion,
    Registration,
    RegistrationDraft,
    RoomShare,
    Session,
    SessionDraft,
    Speaker,
)
from .planning import Plan, planned_of
from .rules import may_manage, viewable


def conferences_for(user) -> QuerySet[Conference]:
    """Those the reader may see; the same rule as `rules.may_view`."""
    return Conference.objects.filter(viewable(user))


def current_conference() -> Conference | None:
    """The one that members are shown: what the network's settings say (`of_the_year`), else the next
    that is not over, else the last that was."""
    found = prepared.present(timezone.localdate())
    if found:
        return found[0]
    shown = Conference.objects.filter(state__in=sorted(SHOWN))
    return shown.order_by("-starts_on").first()


def registrations_for(user) -> QuerySet[Registration]:
    """The registrations the reader may see; the same rule as `rules.may_view_registration`."""
    rows = Registration.objects.select_related("conference", "person", "payer")
    if may_manage(user):
        return rows
    return rows.filter(person=user) if is_member(user) else rows.none()


def bills_for(user) -> QuerySet[Registration]:
    """The registrations of which the reader may see who, what it costs and who pays; the same rule as
    `rules.may_view_bill`."""
    rows = Registration.objects.select_related("conference", "person", "payer")
    if may_manage(user):
        return rows
    return rows.filter(Q(person=user) | Q(registered_by=user)) if is_member(user) else rows.none()


def bought_by(user, conference: Conference) -> list[Registration]:
    """The colleagues that the reader has registered, in Danish order, with what they have at hand."""
    rows = bills_for(user).filter(conference=conference, registered_by=user, state__in=sorted(OPEN))
    rows = rows.filter(person__isnull=False).exclude(person=user)
    return list(
        rows.order_by("person__name_key", "pk").prefetch_related(
            Prefetch("bookings", Booking.objects.select_related("part"))
        )
    )


def colleagues_of(user) -> QuerySet[User]:
    """The other members in the reader's own municipality, in Danish order; the same rule as
    `rules.may_register_for`."""
    return prepared.colleagues(user.pk, timezone.localdate()).order_by("name_key", "pk")


def colleagues_to_register(user, conference: Conference) -> QuerySet[User]:
    """Those of them who have no seat and no place in line yet."""
    there = Registration.objects.filter(
        conference=conference, state__in=sorted(OPEN), person__isnull=False
    )
    return colleagues_of(user).exclude(pk__in=there.values("person"))


class Around(NamedTuple):
    """What there is around somebody's registration."""

    has_share: bool
    has_payer_link: bool
    #: They have registered a colleague who still comes.
    has_bought: bool
    #: There is a colleague who could be registered.
    has_colleague: bool


def around(user, registration: Registration) -> Around:
    """What else the reader's own registration has to do with, in one question."""
    conference, today = registration.conference_id, timezone.localdate()
    [found] = prepared.around(registration.pk, conference, user.pk, today)
    return Around(*found)


def last_registration(user) -> Registration | None:
    """What the reader told us the last time: who pays is seldom another one."""
    return next(iter(prepared.all_of(user.pk)), None)


def home_of(user) -> tuple[int | None, str]:
    """The number of the reader's own municipality, and the EAN by which it was last billed; of a colleague's
    registration nothing else is known."""
    found = prepared.home(user.pk, timezone.localdate())
    home, ean = found[0] if found else (None, "")
    return home, ean or ""


def draft_of(user, conference: Conference) -> RegistrationDraft | None:
    """What the reader has typed and not handed in."""
    return next(iter(prepared.draft(conference.pk, user.pk)), None)


def on_list(registration: Registration) -> list[Registration]:
    """The other participants who have chosen to stand on the list, in Danish order; for whoever comes."""
    if not registration.is_confirmed:
        return []
    rows = confirmed_beside(registration).filter(on_list=True)
    return list(rows.order_by("person__name_key", "pk"))


def confirmed_beside(registration: Registration) -> QuerySet[Registration]:
    """The others with a seat at the same conference, of those who are members; flows and forms ask here, a
    page shows nobody of them who is not on the list."""
    rows = Registration.objects.filter(
        conference=registration.conference_id,
        state=RegistrationState.CONFIRMED,
        person__in=members(),
    )
    people = rows.exclude(pk=registration.pk).select_related("person")
    return people.prefetch_related("person__posts__municipality")


def shares_of(registration: Registration) -> QuerySet[RoomShare]:
    """Whom they share a room with, have asked, or are asked by; the agreed one first."""
    found = RoomShare.objects.filter(Q(asker=registration) | Q(asked=registration))
    people = found.select_related("asker__person", "asked__person")
    return people.order_by(F("agreed_at").asc(nulls_last=True), "pk")


def payer_link_of(registration: Registration) -> PayerLink | None:
    """The link that whoever sees to its payment has, with the registration at hand."""
    link = next(iter(prepared.payer_link(registration.pk)), None)
    if link is not None:
        link.registration = registration
    return link


def own_registration(user, conference: Conference) -> Registration | None:
    """The reader's open registration; one of those that `registrations_for` gives them."""
    if not (is_member(user) or may_manage(user)):
        return None
    found = next(iter(prepared.open_of(conference.pk, user.pk)), None)
    if found is not None:
        found.person, found.conference = user, conference
    return found


def own_and_last(user, conference: Conference) -> tuple[Registration | None, Registration | None]:
    """`own_registration` and `last_registration` in one question, for who begins to register."""
    found = prepared.all_of(user.pk)
    own = found if is_member(user) or may_manage(user) else []
    is_here = (each for each in own if each.is_open and each.conference_id == conference.pk)
    return next(is_here, None), next(iter(found), None)


def own_by_number(user, number: int) -> Registration | None:
    """One of the reader's own, whatever became of it; one of those that `registrations_for` gives them."""
    if not (is_member(user) or may_manage(user)):
        return None
    found = next(iter(prepared.numbered(number, user.pk)), None)
    if found is not None:
        found.person = user
    return found


def participants(user, conference: Conference) -> QuerySet[Registration]:
    """Everybody with a seat, in Danish order, for those who manage the conference."""
    if not may_manage(user):
        return Registration.objects.none()
    return (
        registrations_for(user)
        .filter(conference=conference, state=RegistrationState.CONFIRMED)
        .order_by("person__name_key", "pk")
        .prefetch_related(
            "person__posts__municipality",
            Prefetch("bookings", Booking.objects.select_related("part__session")),
        )
    )


def points_of(conference: Conference) -> list[Session]:
    """The programme's points in order, with what one books of them at hand; asked once for a conference."""
    points = Session.objects.select_related("part", "hall", "track")
    speaking = points.prefetch_related("speakers__person")
    prefetch_related_objects([conference], Prefetch("sessions", speaking))
    return list(conference.sessions.all())


def parts_of(conference: Conference) -> list[Part]:
    """All that one books beside the seat, in order, without the sessions that are cancelled. Where each is
    held and who speaks is read where it is shown (`what_is_said`): two of three requests do not."""
    found = prepared.parts(conference).values()
    standing = [part for part in found if part.session is None or not part.session.is_cancelled]
    return sorted(standing, key=lambda part: part.order)


def what_is_said(conference: Conference, parts: Iterable[Part]) -> dict[int, list[str]]:
    """Who speaks at each of these sessions and where it is held, by its number."""
    sessions = [part.session for part in parts if part.session is not None]
    speaking: dict[int, list[str]] = {}
    for session, name in prepared.speakers(conference.pk) if sessions else ():
        speaking.setdefault(session, []).append(name)
    has_rooms = any(session.hall_id is not None for session in sessions)
    rooms = dict(prepared.rooms(conference.pk)) if has_rooms else {}
    return {
        session.pk: [", ".join(speaking.get(session.pk, ())), rooms.get(session.pk, "")]
        for session in sessions
    }


def bookings_of(registration: Registration | None) -> list[Booking]:
    """What somebody has of the parts, waits for, is offered or wishes for, in order; those who wait know
    their `line`, their place in it."""
    if registration is None:
        return []
    found = prepared.bookings(registration)
    waits = [each.pk for each in found if each.place == Place.WAITING]
    lines = _lines(waits) if waits else {}
    for booking in found:
        setattr(booking, "line", lines.get(booking.pk, 1))  # noqa: B010 - a column of this list
    return sorted(found, key=lambda booking: booking.part.order)


def _lines(bookings: Iterable[int]) -> dict[int, int]:
    """The place of each of these in its line; 1 is the next one."""
    before = Booking.objects.filter(
        seats.before(OuterRef("waiting_since"), OuterRef("pk")),
        part=OuterRef("part"),
        place=Place.WAITING,
    )
    counted = before.order_by().values("part").annotate(count=Count("pk")).values("count")
    found = Booking.objects.filter(pk__in=bookings).order_by()
    return dict(found.annotate(line=Coalesce(Subquery(counted), 0) + 1).values_list("pk", "line"))


def place_in_line(registration: Registration) -> int:
    """Who waits for the seat itself: 1 is the next one."""
    since = registration.waiting_since
    found = prepared.before(registration.conference_id, since, registration.pk) if since else []
    return 1 + sum(number for (number,) in found)


def chosen_by(registration: Registration | None) -> list[Session]:
    """The sessions somebody has chosen, in the programme's order."""
    if registration is None:
        return []
    found = Session.objects.filter(
        part__bookings__registration=registration, part__bookings__place=Place.TAKEN
    ).select_related("conference", "part")
    return list(found.order_by("day", "starts", "pk"))


def own_sessions(user, *, since: date) -> QuerySet[Session]:
    """The reader's own programme, of conferences that end after a day: the sessions that they have a seat or
    speak at, and what is for everybody who comes. Without meals: they are between the rest."""
    mine = registrations_for(user).filter(person=user.pk, state=RegistrationState.CONFIRMED)
    has = Booking.objects.filter(registration__in=mine, place=Place.TAKEN)
    found = sessions_for(user).filter(
        Q(part__in=has.values("part"))
        | Q(kind__in=FOR_ALL, conference__in=mine.values("conference"))
        | Q(pk__in=_spoken_at(user)),
        conference__ends_on__gt=since,
    )
    return found.order_by("day", "starts", "pk")


def speaks_at(user, conference: Conference) -> list[Session]:
    """The points at which the reader speaks, as they are published and held, in order."""
    found = conference.sessions.filter(pk__in=_spoken_at(user), cancelled_at=None)
    return list(found.select_related("conference", "hall").order_by("day", "starts", "pk"))


def _spoken_at(user) -> QuerySet:
    return Speaker.objects.filter(person=user.pk, session__isnull=False).values("session")


def sessions_for(user) -> QuerySet[Session]:
    """The points of the conferences the reader may see; the same rule as `rules.may_view`."""
    return Session.objects.filter(conference__in=conferences_for(user)).select_related(
        "conference", "part", "hall", "track"
    )


def planned_for(user, conference: Conference) -> list[Plan]:
    """Every point as the desk plans it, for those who manage the conference."""
    if not may_manage(user):
        return []
    drafts = conference.session_drafts.select_related("hall", "track")
    return planned_of(
        conference,
        points_of(conference),
        list(drafts.prefetch_related("speakers__person")),
    )


def plan_for(user, uid: UUID) -> Plan | None:
    """One point as the desk plans it."""
    if not may_manage(user):
        return None
    session = sessions_for(user).filter(uid=uid).prefetch_related("speakers__person").first()
    drafts = SessionDraft.objects.filter(uid=uid, conference__in=conferences_for(user))
    draft = (
        drafts.select_related("conference", "hall", "track")
        .prefetch_related("speakers__person")
        .first()
    )
    return Plan(session, draft) if session is not None or draft is not None else None


def versions_for(user) -> QuerySet[ProgrammeVersion]:
    """The versions of the conferences the reader may see."""
    found = ProgrammeVersion.objects.filter(conference__in=conferences_for(user))
    return found.select_related("conference")


def versions_of(conference: Conference) -> QuerySet[ProgrammeVersion]:
    """What was published when, the newest first, with what was new in it."""
    return conference.versions.prefetch_related("changes__session")


def search_for(user, words: str | Wanted) -> QuerySet[Conference]:
    """Conferences in whose facts or programme every word occurs, the latest first."""
    found = conferences_for(user).filter(state__in=sorted(SHOWN))
    return found.filter(Wanted.of(words).within("search_key")).order_by("-starts_on")
