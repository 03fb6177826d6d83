"""Badges as tagged PDF: A4 sheets with four badges of A6 each, to be cut once across and once along. A badge
has the name large, the municipality, what its wearer is at and eats, and a code that tells a stranger
nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone, translation

from events.conference import agenda
from events.conference.days import away, booked_days
from events.conference.enums import PartKind, Place, RegistrationState, SessionKind
from events.conference.models import Booking, Conference, Registration
from events.conference.queries import points_of
from portal.kit import dates
from portal.ui import codes, typesetting

SHEET = Path(__file__).with_name("typst") / "badges.typ"
#: So many badges come out of one sheet of paper.
A_SHEET = 4


def pdf(conference: Conference, people: Sequence[Registration]) -> bytes:
    """The sheets for these people, each of whom has a `badge` and a `home` at hand."""
    prefetch_related_objects(
        list(people),
        Prefetch(
            "bookings", Booking.objects.filter(place=Place.TAKEN).select_related("part__session")
        ),
    )
    before = _been_before(conference, people)
    # A badge is Danish, whoever prints it.
    with translation.override("da"):
        sessions = points_of(conference)
        days = booked_days(conference.parts.filter(kind=PartKind.DAY))
        return _set(conference, [_badge(each, sessions, days, before) for each in people])


def blank(conference: Conference) -> bytes:
    """A sheet of badges to write on by hand, for whoever comes without being registered."""
    with translation.override("da"):
        return _set(conference, [_empty() for _place in range(A_SHEET)])


def _set(conference: Conference, badges: list[dict]) -> bytes:
    content = {
        "network": settings.WAGTAIL_SITE_NAME,
        "conference": conference.title,
        "facts": f"{conference.period} · {conference.venue}",
        "badges": badges,
    }
    return typesetting.pdf(SHEET, name="sheet", content=content, at=timezone.now())


def _empty() -> dict:
    return {"name": "", "municipality": "", "first": False, "days": [], "meals": "", "code": ""}


def _badge(registration: Registration, sessions: list, days: set[date], before: set[int]) -> dict:
    bookings = list(registration.bookings.all())
    person = registration.person
    assert person is not None, "nobody's badge is printed"
    stays_away = away(days, bookings)
    base = settings.BASE_URL.rstrip("/")
    return {
        "name": person.name,
        "municipality": getattr(registration, "home", None) or "",
        "first": person.pk not in before,
        "days": [
            {"day": dates.weekday_date(day.date).rsplit(" ", 1)[0].capitalize(), "points": points}
            for day in agenda.days(sessions, bookings)
            if day.date not in stays_away
            if (points := _points(day))
        ],
        "meals": ", ".join(_meals(bookings)),
        "code": _code(base + registration.badge.get_absolute_url()),
    }


def _points(day: agenda.Day) -> list[dict]:
    """What is for everybody, and what they have chosen; breaks stand on the plan on the wall."""
    return [
        {
            "hours": point.session.hours.removeprefix("kl. "),
            "title": point.session.title,
            "room": point.session.room,
            "chosen": point.session.is_chosen,
        }
        for slot in day.slots
        for point in slot.points
        if point.is_mine and not point.session.is_cancelled
        if point.session.kind != SessionKind.MEAL
    ]


def _meals(bookings: Sequence[Booking]) -> list[str]:
    parts = [each.part for each in bookings if each.part.kind == PartKind.MEAL]
    return [
        f"{part.name} {dates.weekday_date(part.on).split()[0]}"
        for part in sorted(parts, key=lambda part: part.order)
        if part.on is not None
    ]


def _been_before(conference: Conference, people: Sequence[Registration]) -> set[int]:
    """Those of them who have had a seat at an earlier conference."""
    earlier = Registration.objects.filter(
        person__in={each.person_id for each in people},
        state=RegistrationState.CONFIRMED,
        conference__starts_on__lt=conference.starts_on,
    )
    return set(earlier.values_list("person", flat=True))


def _code(address: str) -> str:
    """The address as a picture that a phone reads."""
    return codes.svg(address, border=0, dark="#1d2624", nl=False, scale=4)
