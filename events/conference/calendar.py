"""The conference as a calendar file: whole days."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from ..occasions import Occasion, calendar_response
from .enums import State
from .models import Conference


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


def calendar_answer(conference: Conference) -> HttpResponse:
    return calendar_response(occasion_of(conference), name=f"aarsmoede-{conference.year}")
