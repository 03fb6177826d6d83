"""The door for whoever stands at it: the lists, the names, who is in, and what is new."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from events.conference.desk_queries import home
from events.conference.enums import IN_LINE, PartKind, RegistrationState
from events.conference.finding import fits, keys_of
from events.conference.models import Booking, Conference, Part, Registration
from events.conference.rules import viewable

from .away import days_away
from .enums import Said
from .models import Badge, CheckIn, Deed, Door
from .models.badge import mark_of
from .problems import HAS_MEAL
from .rules import may_check_in, may_stand_at

#: More names than these are not chosen from, but typed on.
MOST_FOUND = 12


@dataclass(frozen=True)
class Sheet:
    """One list at the door: arriving (no part), or a meal; how many are in, of how many."""

    part: Part | None
    expected: int
    inside: int

    @property
    def number(self) -> int:
        return self.part.pk if self.part else 0


@dataclass(frozen=True)
class Person:
    """Somebody as the door sees them: no more than is needed there."""

    number: int
    name: str
    municipality: str
    said: Said | None
    since: datetime | None = None
    #: They have a seat, and have not booked today.
    is_away: bool = False


def conferences_at(user, now: datetime | None = None) -> QuerySet[Conference]:
    """The conferences at whose door this person may stand; the same rule as `rules.may_check_in`."""
    return Conference.objects.filter(viewable(user)).filter(may_stand_at(user, now)).distinct()


def meals_of(conference: Conference) -> list[Part]:
    """The meals that one books, in order."""
    return sorted(conference.parts.filter(kind=PartKind.MEAL), key=lambda part: part.order)


def sheets_of(user, conference: Conference) -> list[Sheet]:
    """Arriving first, then each meal in order; the number of queries does not grow."""
    if not may_check_in(user, conference):
        return []
    inside: dict[int | None, int] = dict(
        CheckIn.objects.filter(
            Q(registration__isnull=True) | Q(registration__state=RegistrationState.CONFIRMED),
            conference=conference,
        )
        .order_by()
        .values("part")
        .annotate(count=Count("pk"))
        .values_list("part", "count")
    )
    ordered = dict(
        Booking.objects.filter(
            part__conference=conference,
            registration__state=RegistrationState.CONFIRMED,
            **HAS_MEAL,
        )
        .order_by()
        .values("part")
        .annotate(count=Count("pk"))
        .values_list("part", "count")
    )
    everybody = conference.registrations.filter(state=RegistrationState.CONFIRMED).count()
    return [
        Sheet(None, everybody, inside.get(None, 0)),
        *(
            Sheet(meal, ordered.get(meal.pk, 0), inside.get(meal.pk, 0))
            for meal in meals_of(conference)
        ),
    ]


def find(user, conference: Conference, part: Part | None, words: str) -> list[Person]:
    """Those whose name or municipality has a word that begins with each of the words (`finding.fits`), in
    Danish order."""
    if not keys_of(words) or not may_check_in(user, conference):
        return []
    rows = (
        conference.registrations.exclude(state=RegistrationState.CANCELLED)
        .filter(fits(words), person__isnull=False)
        .annotate(home=home())
        .select_related("person")
        .order_by("person__name_key", "pk")
    )
    return _people(list(rows[:MOST_FOUND]), conference, part)


def by_code(user, conference: Conference, part: Part | None, token: str) -> list[Person]:
    """Whose badge it is; nobody's for an unknown code, one of another conference or one that was replaced."""
    if not token or not may_check_in(user, conference):
        return []
    rows = conference.registrations.filter(badge__token=token[:40], person__isnull=False)
    return _people(list(rows.annotate(home=home()).select_related("person")), conference, part)


def by_number(user, conference: Conference, number: int) -> Registration | None:
    """One of the conference's registrations, for whoever stands at its door."""
    if not may_check_in(user, conference):
        return None
    rows = conference.registrations.filter(pk=number, person__isnull=False)
    return rows.select_related("person").first()


def _people(
    rows: Sequence[Registration], conference: Conference, part: Part | None
) -> list[Person]:
    inside = dict(
        CheckIn.objects.filter(conference=conference, part=part, registration__in=rows).values_list(
            "registration", "at"
        )
    )
    has_it = {row.pk for row in rows}
    if part is not None:
        ordered = Booking.objects.filter(part=part, registration__in=rows, **HAS_MEAL)
        has_it = set(ordered.values_list("registration", flat=True))
    today = timezone.localdate()
    away = days_away(conference) if rows and part is None else {}
    return [
        Person(
            row.pk,
            row.person.name if row.person else "–",
            getattr(row, "home", None) or "",
            _refusal(row.state, row.pk in has_it),
            inside.get(row.pk),
            today in away.get(row.pk, ()),
        )
        for row in rows
    ]


def _refusal(state: str, has_it: bool) -> Said | None:
    if state == RegistrationState.CANCELLED:
        return Said.CANCELLED
    if state in IN_LINE:
        return Said.WAITS
    return None if has_it else Said.NOT_BOOKED


# --- what a phone keeps ------------------------------------------------------------------------------
def roster(user, conference: Conference) -> tuple[str, list[list]]:
    """What a phone needs to answer by itself, and a word that changes when it does: for each registration its
    number, name, municipality, state, the meals it has, the mark of its badge's code, and the days that one
    books and they have not, where there are any. Of somebody who has cancelled only the mark, so that the
    badge is recognised. No needs, no addresses, no codes."""
    if not may_check_in(user, conference):
        return "", []
    marks = {
        registration: mark_of(token)
        for registration, token in Badge.objects.filter(
            registration__conference=conference
        ).values_list("registration", "token")
    }
    meals: dict[int, list[int]] = {}
    ordered = Booking.objects.filter(part__conference=conference, **HAS_MEAL).order_by()
    for registration, part in sorted(ordered.values_list("registration", "part")):
        meals.setdefault(registration, []).append(part)
    away = days_away(conference)
    rows: list[list] = []
    people = conference.registrations.filter(person__isnull=False).annotate(home=home())
    for number, name, municipality, state in people.order_by("person__name_key", "pk").values_list(
        "pk", "person__name", "home", "state"
    ):
        mark = marks.get(number, "")
        if state == RegistrationState.CANCELLED:
            if mark:
                rows.append([number, "", "", "cancelled", [], mark])
        else:
            word = "in" if state == RegistrationState.CONFIRMED else "waits"
            days = [day.isoformat() for day in away.get(number, ())]
            row = [number, name, municipality or "", word, meals.get(number, []), mark]
            rows.append([*row, days] if days else row)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16], rows


def changed_since(
    conference: Conference, number: int
) -> tuple[int, list[tuple[int, int, datetime | None]]]:
    """The stream's latest number, and of everybody about whom something happened after `number`: the list
    (0 is arriving) and since when they are in, None when they are not any more."""
    if not number:
        return _all(conference)
    latest, keys = number, set()
    rows = Deed.objects.filter(door__conference=conference, number__gt=number)
    for at, registration, part in rows.values_list("number", "registration", "part"):
        latest = max(latest, at)
        keys.add((registration, part))
    if not keys:
        return latest, []
    inside = {
        (row.registration_id, row.part_id): row.at
        for row in CheckIn.objects.filter(
            conference=conference, registration__in={registration for registration, _ in keys}
        )
    }
    return latest, [
        (registration, part or 0, inside.get((registration, part)))
        for registration, part in sorted(keys, key=str)
    ]


def _all(conference: Conference) -> tuple[int, list[tuple[int, int, datetime | None]]]:
    """Everybody who is in, for a phone that knows nothing yet; also when the deeds are no longer kept."""
    latest = Door.objects.filter(conference=conference).values_list("number", flat=True).first()
    inside = CheckIn.objects.filter(conference=conference, registration__isnull=False)
    rows = inside.values_list("registration", "part", "at")
    return latest or 0, [(who or 0, part or 0, at) for who, part, at in rows]


# --- the badge's address -----------------------------------------------------------------------------
def scanned_at(user, token: str) -> Conference | None:
    """The conference of a badge, for somebody who stands at its door; None for everybody else."""
    badge = (
        Badge.objects.filter(token=token[:40]).select_related("registration__conference").first()
    )
    if badge is None:
        return None
    conference = badge.registration.conference
    return conference if may_check_in(user, conference) else None
