"""The conference as a calendar file: whole days."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from ..calendar import Occasion, calendar_response
from .enums import State
from .models import Conference


def calendar_answer(conference: Conference) -> HttpResponse:
    return calendar_response(
        Occasion(
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
        ),
        name=f"aarsmoede-{conference.year}",
    )
