"""A meeting as a calendar file."""

from django.http import HttpResponse

from ..occasions import Occasion, calendar_response
from .enums import Answer, State
from .models import Meeting


def occasion_of(meeting: Meeting, *, settled: bool = False) -> Occasion:
    """A row of `queries.meetings_for`: whoever has not answered it does not know yet, unless it is
    `settled`."""
    return Occasion(
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
        is_open=not settled and meeting.is_open and meeting.my_answer != Answer.COMING,
    )


def calendar_answer(meeting: Meeting) -> HttpResponse:
    """The meeting as a download: whoever takes it means to come."""
    return calendar_response(occasion_of(meeting, settled=True), name=f"moede-{meeting.pk}")
