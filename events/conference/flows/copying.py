"""Next year's conference, made of this one's: everything but the people."""

from datetime import date, datetime, timedelta

from django.db import transaction

from portal.audit import trail
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import stop_if

from .. import copy_problems as problems
from ..enums import PartKind
from ..models import Conference, Part, Session
from . import arranging, parts
from .points import Point


@transaction.atomic
def copy(*, conference: Conference, starts_on: date, by) -> Conference:
    """A draft that begins on another day, some whole weeks from this one: every day and hour is moved by as
    much, so that weekdays stay. Stock, prices and texts are kept; registrations are not, and neither are
    points that were cancelled."""
    stop_if(problems.to_copy(conference, starts_on, by))
    by_how_much = starts_on - conference.starts_on
    facts = arranging.Facts(
        title=conference.title.replace(str(conference.year), str(starts_on.year)),
        year=starts_on.year,
        venue=conference.venue,
        starts_on=starts_on,
        ends_on=conference.ends_on + by_how_much,
        registration_opens_at=_moved(conference.registration_opens_at, by_how_much),
        registration_closes_at=_moved(conference.registration_closes_at, by_how_much),
        capacity=conference.capacity,
        price=conference.price,
        theme=conference.theme,
        intro=conference.intro,
        address=conference.address,
        early_price=conference.early_price,
        early_until=_day(conference.early_until, by_how_much),
    )
    standing = conference.sessions.filter(cancelled_at=None).select_related("part", "conference")
    draft = arranging.plan(facts=facts, programme=[_point(each) for each in standing], by=by)
    _price_sessions(standing, draft, by_how_much)
    for part in conference.parts.exclude(kind=PartKind.SESSION):
        parts.add_part(
            conference=draft,
            facts=parts.PartFacts(
                kind=PartKind(part.kind),
                on=_day(part.on, by_how_much) or starts_on,
                title=part.title,
                capacity=part.capacity,
                price=part.price,
                changes_until=_day(part.changes_until, by_how_much),
                early_price=part.early_price,
                early_until=_day(part.early_until, by_how_much),
            ),
            by=by,
        )
    trail.record("conference.copied", on=draft, by=by, conference=conference.pk)
    return draft


def _price_sessions(standing, draft: Conference, by_how_much: timedelta) -> None:
    """What the programme does not say of a session: its price, and its last day for changes."""
    places = ("day", "starts", "ends", "title")
    copies = {
        tuple(getattr(part.session, name) for name in places): part
        for part in draft.parts.filter(kind=PartKind.SESSION).select_related("session")
    }
    for session in standing:
        part = copies.get(tuple(getattr(session, name) for name in places))
        if part is None or session.stock is None:
            continue
        Part.objects.filter(pk=part.pk).update(
            price=session.stock.price,
            changes_until=_day(session.stock.changes_until, by_how_much),
            early_price=session.stock.early_price,
            early_until=_day(session.stock.early_until, by_how_much),
        )


def _point(session: Session) -> Point:
    names = ("day", "starts", "ends", "kind", "title", "abstract", "speaker", "room", "capacity")
    return Point(**{name: getattr(session, name) for name in names})


def _day(day: date | None, by_how_much: timedelta) -> date | None:
    return None if day is None else day + by_how_much


def _moved(moment: datetime, by_how_much: timedelta) -> datetime:
    """The same hour in Denmark, in summer as in winter."""
    clock = moment.astimezone(COPENHAGEN).replace(tzinfo=None) + by_how_much
    return clock.replace(tzinfo=COPENHAGEN)
