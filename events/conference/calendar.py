"""The conference as a calendar file: whole days, and the hours of the sessions that one has."""

from datetime import datetime, timedelta
from uuid import uuid5

from django.http import HttpResponse
from django.urls import reverse

from portal.kit.dates import COPENHAGEN

from ..occasions import Occasion, calendar_response
from .enums import State
from .models import Conference, Session


def occasion_of(conference: Conference, *, is_open: bool = False) -> Occasion:
    """`is_open` for whoever has not registered."""
    return Occasion(
        uid=conference.uid,
        sequence=conference.sequence,
        changed_at=conference.changed_at,
        starts=conference.starts_on,
        ends=conference.ends_on + timedelta(days=1),
        title=conference.title,
        place=", ".join(filter(None, [conference.venue, conference.address])),
        text=conference.theme,
        path=reverse("conference:home"),
        is_cancelled=conference.state == State.CANCELLED,
        is_open=is_open,
    )


def session_as_occasion(session: Session) -> Occasion:
    """A session that one has chosen, with its hours; a calendar knows it again by its number."""
    conference = session.conference
    return Occasion(
        uid=uuid5(conference.uid, f"session-{session.pk}"),
        sequence=conference.sequence + session.sequence,
        changed_at=max(conference.changed_at, session.changed_at),
        starts=starts_at(session),
        ends=datetime.combine(session.date, session.ends, tzinfo=COPENHAGEN),
        title=session.title,
        place=", ".join(filter(None, [session.room, conference.venue])),
        text=conference.title,
        path=session.get_absolute_url(),
        is_cancelled=session.is_cancelled or conference.state == State.CANCELLED,
    )


def starts_at(session: Session) -> datetime:
    """When it begins, as a moment."""
    return datetime.combine(session.date, session.starts, tzinfo=COPENHAGEN)


def calendar_answer(conference: Conference) -> HttpResponse:
    return calendar_response(occasion_of(conference), name=f"aarsmoede-{conference.year}")
