"""A meeting as a calendar file."""

from django.http import HttpResponse

from ..calendar import Occasion, calendar_response
from .enums import State
from .models import Meeting


def calendar_answer(meeting: Meeting) -> HttpResponse:
    return calendar_response(
        Occasion(
            uid=meeting.uid,
            sequence=meeting.sequence,
            changed_at=meeting.changed_at,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            title=meeting.title,
            place=meeting.place or meeting.online_url,
            text="\n".join(filter(None, [meeting.summary, meeting.online_url])),
            path=meeting.get_absolute_url(),
            is_cancelled=meeting.state == State.CANCELLED,
        ),
        name=f"moede-{meeting.pk}",
    )
