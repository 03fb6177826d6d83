"""A meeting as a calendar file."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ..occasions import Occasion, calendar_response
from .enums import Answer, State
from .models import Meeting
from .rules import may_see_link


def occasion_of(meeting: Meeting, reader, *, settled: bool = False) -> Occasion:
    """A row of `queries.meetings_for(reader)`: whoever has not answered it does not know yet, unless it is
    `settled`. The link to the online meeting is in it while its reader may see it."""
    sees_link = may_see_link(reader, meeting, meeting.my_answer)
    url = meeting.online_url if sees_link else ""
    return Occasion(
        uid=meeting.uid,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        title=meeting.title,
        place=meeting.place or url or _("online"),
        text="\n".join(filter(None, [meeting.summary, url])),
        path=meeting.get_absolute_url(),
        is_cancelled=meeting.state == State.CANCELLED,
        is_open=not settled and meeting.is_open and meeting.my_answer != Answer.COMING,
    )


def calendar_answer(meeting: Meeting, reader) -> HttpResponse:
    """The meeting as a download: whoever takes it means to come."""
    return calendar_response(occasion_of(meeting, reader, settled=True), name=f"moede-{meeting.pk}")
