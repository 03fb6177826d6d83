"""The conference for a reader."""

from datetime import timedelta

from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from members.people.rules import is_member
from portal.kit import danish

from .enums import OPEN, SHOWN, PartKind, Place, RegistrationState
from .models import Booking, Conference, Part, Registration, Session
from .rules import may_manage, viewable


def conferences_for(user) -> QuerySet[Conference]:
    """Those the reader may see; the same rule as `rules.may_view`."""
    return Conference.objects.filter(viewable(user))


def current_conference() -> Conference | None:
    """The one that members are shown: what the network's settings say (`of_the_year`), else the next
    that is not over, else the last that was."""
    shown = Conference.objects.filter(state__in=sorted(SHOWN))
    wanted = shown.filter(Q(of_the_year__isnull=False) | Q(ends_on__gte=timezone.localdate()))
    first = wanted.order_by(F("of_the_year").asc(nulls_last=True), "starts_on").first()
    return first or shown.order_by("-starts_on").first()


def registrations_for(user) -> QuerySet[Registration]:
    """The registrations the reader may see; the same rule as `rules.may_view_registration`."""
    rows = Registration.objects.select_related("conference", "person", "payer")
    if may_manage(user):
        return rows
    return rows.filter(person=user) if is_member(user) else rows.none()


def own_registration(user, conference: Conference) -> Registration | None:
    """The reader's open registration."""
    return (
        registrations_for(user)
        .filter(conference=conference, person=user, state__in=sorted(OPEN))
        .first()
    )


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
    points = Prefetch("sessions", Session.objects.select_related("part"))
    prefetch_related_objects([conference], points)
    return list(conference.sessions.all())


def programme(conference: Conference) -> list[tuple[object, list[list[Session]]]]:
    """The days in order, each with its points; sessions at the same time stand together."""
    days: dict[int, dict[tuple, list[Session]]] = {}
    for session in points_of(conference):
        slot = (session.starts, session.ends)
        days.setdefault(session.day, {}).setdefault(slot, []).append(session)
    first = conference.starts_on
    return [
        (first + timedelta(days=number - 1), list(slots.values())) for number, slots in days.items()
    ]


def choices(conference: Conference) -> list[list[Session]]:
    """What one chooses between: the sessions of each slot, those that are cancelled left out."""
    slots: dict[tuple, list[Session]] = {}
    for session in points_of(conference):
        if session.is_chosen and not session.is_cancelled:
            slots.setdefault((session.day, session.starts, session.ends), []).append(session)
    return list(slots.values())


def chosen_by(registration: Registration | None) -> list[Session]:
    """The sessions somebody has chosen, in the programme's order."""
    if registration is None:
        return []
    found = Session.objects.filter(
        part__bookings__registration=registration, part__bookings__place=Place.TAKEN
    ).select_related("conference", "part")
    return list(found.order_by("day", "starts", "pk"))


def other_parts(registration: Registration) -> list[Part]:
    """What somebody has booked or waits for beside the sessions."""
    found = Part.objects.filter(bookings__registration=registration)
    return list(found.exclude(kind=PartKind.SESSION))


def sessions_for(user) -> QuerySet[Session]:
    """The points of the conferences the reader may see; the same rule as `rules.may_view`."""
    return Session.objects.filter(conference__in=conferences_for(user)).select_related(
        "conference", "part"
    )


def search_for(user, words: str) -> QuerySet[Conference]:
    """Conferences in whose facts or programme every word occurs, the latest first."""
    found = conferences_for(user).filter(state__in=sorted(SHOWN))
    parts = danish.fold(words).split()
    if not parts:
        return found.none()
    every = Q()
    for part in parts:
        every &= Q(search_key__contains=part)
    return found.filter(every).order_by("-starts_on")
