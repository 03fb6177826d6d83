"""The conference for a reader."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from members.people.rules import is_member
from portal.kit import danish

from .enums import SHOWN, RegistrationState
from .models import Conference, Registration, Session
from .rules import may_manage, viewable


def conferences_for(user) -> QuerySet[Conference]:
    """Those the reader may see; the same rule as `rules.may_view`."""
    return Conference.objects.filter(viewable(user))


def current_conference() -> Conference | None:
    """The one that members are shown: the next that is not over, else the last that was."""
    shown = Conference.objects.filter(state__in=sorted(SHOWN))
    ahead = shown.filter(ends_on__gte=timezone.localdate()).order_by("starts_on").first()
    return ahead or shown.order_by("-starts_on").first()


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
        .filter(conference=conference, person=user, state=RegistrationState.CONFIRMED)
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
        .prefetch_related("person__posts__municipality")
    )


def programme(conference: Conference) -> list[tuple[object, list[list[Session]]]]:
    """The days in order, each with its points; sessions at the same time stand together."""
    days: dict[int, dict[tuple, list[Session]]] = {}
    for session in conference.sessions.all():
        slot = (session.starts, session.ends)
        days.setdefault(session.day, {}).setdefault(slot, []).append(session)
    first = conference.starts_on
    return [
        (first + timedelta(days=number - 1), list(slots.values())) for number, slots in days.items()
    ]


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
