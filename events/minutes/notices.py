"""What members are told of minutes and to-dos, and who is told."""

from django.utils.translation import gettext as _

from events.meetings.models import Meeting
from events.meetings.notices import news_of
from portal.kit import dates
from portal.notices.flows import Mail, tell

from .models import Minutes, ToDo
from .queries import who_came, who_run

#: The kinds of notices that lead to a to-do.
TODOS = ("todo_given", "todo_due")


def tell_open(minutes: Minutes, *, by) -> None:
    """Those who were there, that they can comment, and until when."""
    assert minutes.comments_until is not None, "they are open until a day"
    meeting = minutes.meeting
    tell(
        who_came(meeting),
        kind="minutes_open",
        title=lambda: _("Read the minutes and comment: %(title)s") % {"title": meeting.title},
        url=minutes.get_absolute_url(),
        mail=_mail("open", meeting, until=_days(minutes.comments_until)),
        by=by,
    )


def tell_final(minutes: Minutes, *, by) -> None:
    """Those who were there, that the minutes are final."""
    meeting = minutes.meeting
    tell(
        who_came(meeting),
        kind="minutes_final",
        title=lambda: _("Final minutes: %(title)s") % {"title": meeting.title},
        url=minutes.get_absolute_url(),
        mail=_mail("final", meeting, subscription=news_of(meeting.group_id)),
        by=by,
    )


def tell_ready(minutes: Minutes, *, by) -> None:
    """Those who run the meeting, that nobody comments any more."""
    title = minutes.meeting.title
    tell(
        who_run(minutes.meeting.group),
        kind="minutes_ready",
        title=lambda: _("Ready to be made final: the minutes of %(title)s") % {"title": title},
        url=minutes.get_absolute_url(),
        by=by,
    )


def tell_given(todo: ToDo, *, by) -> None:
    """The owner, what was given to them."""
    tell(
        [todo.owner],
        kind="todo_given",
        title=lambda: _("You have got a to-do: %(todo)s") % {"todo": todo.text},
        url=todo.get_absolute_url(),
        mail=_todo_mail("given", todo),
        by=by,
    )


def tell_due(todo: ToDo, *, by) -> None:
    """The owner, that it is due on the next working day."""
    tell(
        [todo.owner],
        kind="todo_due",
        title=lambda: _("Due soon: %(todo)s") % {"todo": todo.text},
        url=todo.get_absolute_url(),
        mail=_todo_mail("due", todo),
        by=by,
    )


def _todo_mail(name: str, todo: ToDo) -> Mail:
    # Letters carry titles and links; what was promised is read in the portal.
    return _mail(name, todo.section.minutes.meeting, due=_days(todo.due_on))


def _mail(name: str, meeting: Meeting, subscription: str = "", **more) -> Mail:
    values = {"meeting": meeting.title, "when": _days(meeting.starts_at), **more}
    return Mail(f"minutes/mail/{name}", values, subscription=subscription)


def _days(day) -> dict[str, str]:
    # The values are stored as text, so the day is written in both languages; the letter picks.
    return {language: dates.long_date(day, language) for language in ("da", "en")}
