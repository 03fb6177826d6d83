"""What members are told of meetings, and who is told."""

from django.utils.translation import gettext as _

from members.groups.queries import members_of
from members.people.queries import members
from portal.kit import dates
from portal.notices.flows import Mail, tell

from .enums import Answer
from .models import Meeting


def tell_published(meeting: Meeting, *, by) -> None:
    """The group's members, that there is a meeting to come to."""
    tell(
        members_of(meeting.group),
        kind="meeting_published",
        title=lambda: _("New meeting: %(title)s") % {"title": meeting.title},
        url=meeting.get_absolute_url(),
        mail=_mail("published", meeting),
        by=by,
    )


def tell_moved(meeting: Meeting, *, by) -> None:
    """Those who come, that time or place is another."""
    tell(
        _who_come(meeting),
        kind="meeting_changed",
        title=lambda: _("New time or place: %(title)s") % {"title": meeting.title},
        url=meeting.get_absolute_url(),
        mail=_mail("changed", meeting),
        by=by,
    )


def tell_cancelled(meeting: Meeting, *, by) -> None:
    """Those who come, that they need not."""
    tell(
        _who_come(meeting),
        kind="meeting_cancelled",
        title=lambda: _("Cancelled: %(title)s") % {"title": meeting.title},
        url=meeting.get_absolute_url(),
        mail=_mail("cancelled", meeting),
        by=by,
    )


def _who_come(meeting: Meeting):
    return members().filter(signups__meeting=meeting, signups__state=Answer.COMING)


def _mail(name: str, meeting: Meeting) -> Mail:
    # The values are stored as text, so the date is written in both languages; the letter picks.
    return Mail(
        f"meetings/mail/{name}",
        {
            "meeting": meeting.title,
            "group": meeting.group.name,
            "when": {
                language: dates.date_time(meeting.starts_at, language) for language in ("da", "en")
            },
            "place": meeting.place,
        },
    )
