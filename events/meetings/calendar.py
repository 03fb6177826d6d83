"""A meeting as a calendar file."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ..calendar import Occasion, calendar_response
from .enums import State
from .models import Meeting


def calendar_answer(meeting: Meeting, *, link: bool) -> HttpResponse:
    """The file; `link` says whether its reader may see the link to the online meeting."""
    url = meeting.online_url if link else ""
    return calendar_response(
        Occasion(
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
        ),
        name=f"moede-{meeting.pk}",
    )
