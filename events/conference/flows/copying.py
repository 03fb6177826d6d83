"""Next year's conference, made of this one's: everything but the people."""

from datetime import date, datetime, timedelta

from django.db import transaction

from portal.audit import trail
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import stop_if

from .. import copy_problems as problems
from ..enums import PartKind
from ..models import Conference, Hall, SessionDraft, Track
from ..signals import conference_copied
from . import arranging, parts
from .points import Point, write_draft

#: What a point of the programme says, wherever and whoever.
WORDS = ("day", "starts", "ends", "kind", "title", "abstract")


@transaction.atomic
def copy(*, conference: Conference, starts_on: date, by) -> Conference:
    """A draft that begins on another day, some whole weeks from this one: every day and hour is moved by as
    much, so that weekdays stay. Stock, prices, rooms, tracks and texts are kept; registrations and speakers
    are not, and neither are points that were cancelled. The programme is a draft, and nothing of it is
    published."""
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
    draft = arranging.plan(facts=facts, by=by)
    _copy_programme(conference, draft, by_how_much)
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
                twin_price=part.twin_price,
                early_twin_price=part.early_twin_price,
                early_until=_day(part.early_until, by_how_much),
            ),
            by=by,
        )
    trail.record("conference.copied", on=draft, by=by, conference=conference.pk)
    conference_copied.send(sender=Conference, conference=conference, draft=draft, by=by)
    return draft


def _copy_programme(conference: Conference, draft: Conference, by_how_much: timedelta) -> None:
    """Rooms, tracks and points as they were published, to be published anew; who spoke is not asked again by
    a machine."""
    halls: dict[int | None, Hall] = {}
    tracks: dict[int | None, Track] = {}
    for hall in conference.halls.all():
        names = ("name", "capacity", "where", "access")
        halls[hall.pk] = draft.halls.create(**{name: getattr(hall, name) for name in names})
    for track in conference.tracks.all():
        tracks[track.pk] = draft.tracks.create(name=track.name, tone=track.tone)
    standing = conference.sessions.filter(cancelled_at=None).select_related("part")
    for session in standing:
        point = Point(
            **{name: getattr(session, name) for name in WORDS},
            capacity=session.capacity,
            hall=halls.get(session.hall_id),
            track=tracks.get(session.track_id),
        )
        copied = write_draft(SessionDraft(conference=draft, copied_from=session.origin), point)
        if session.stock is not None:
            copied.price = session.stock.price
            copied.changes_until = _day(session.stock.changes_until, by_how_much)
            copied.early_price = session.stock.early_price
            copied.early_until = _day(session.stock.early_until, by_how_much)
            copied.save(update_fields=["price", "changes_until", "early_price", "early_until"])


def _day(day: date | None, by_how_much: timedelta) -> date | None:
    return None if day is None else day + by_how_much


def _moved(moment: datetime, by_how_much: timedelta) -> datetime:
    """The same hour in Denmark, in summer as in winter."""
    clock = moment.astimezone(COPENHAGEN).replace(tzinfo=None) + by_how_much
    return clock.replace(tzinfo=COPENHAGEN)
