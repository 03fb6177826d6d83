"""Whom a poll tells, and in which words. Each letter carries its reader's own link, so each is a letter of
its own."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from events.meetings.models import Meeting
from events.meetings.notices import news_of
from members.groups.queries import coordinators_of
from members.people.models import User
from portal.kit import dates
from portal.notices.flows import Mail, mark_read, tell
from portal.notices.queries import notices_for

from .links import answer_path, sign_up_path
from .models import Poll

#: What an answer is the answer to.
ASKS = ("poll-asked", "poll-reminded", "poll-reopened")


def tell_asked(poll: Poll, people: Iterable[User], *, by) -> None:
    """The group: when can you?"""
    _each(poll, people, "asked", lambda: _("When can you? %(title)s"), by=by)


def tell_reminded(poll: Poll, people: Iterable[User], *, by) -> None:
    """Those who have not answered."""
    _each(poll, people, "reminded", lambda: _("Still missing your answer: %(title)s"), by=by)


def tell_reopened(poll: Poll, people: Iterable[User], *, by) -> None:
    """The group, that there is another last day."""
    _each(poll, people, "reopened", lambda: _("More time to answer: %(title)s"), by=by)


def mark_answered(poll: Poll, person: User) -> None:
    """Whoever has answered need not be asked again by the bell."""
    asked = notices_for(person).filter(
        kind__in=ASKS, url=poll.get_absolute_url(), read_at__isnull=True
    )
    mark_read(notices=list(asked.values_list("pk", flat=True)), by=person)


def tell_called_off(poll: Poll, people: Iterable[User], *, by) -> None:
    """The group, that no date is looked for any more."""
    tell(
        people,
        kind="poll-called-off",
        title=lambda: _("No date is looked for any more: %(title)s") % {"title": poll.title},
        url=poll.get_absolute_url(),
        mail=Mail("polls/mail/called_off", _facts(poll), subscription=news_of(poll.group_id)),
        by=by,
    )


def tell_complete(poll: Poll, *, by) -> None:
    """The coordinators: everybody has answered."""
    _coordinators(poll, "complete", lambda: _("All have answered: %(title)s"), by=by)


def tell_over(poll: Poll, *, by) -> None:
    """The coordinators: the time is past, choose a date."""
    _coordinators(poll, "over", lambda: _("Choose the date: %(title)s"), by=by)


def tell_proposed(meeting: Meeting, people: Iterable[User]) -> None:
    """Those who said yes to the date: are you signed up? Also who published it, for it is their own seat."""
    for person in people:
        tell(
            [person],
            kind="poll-proposed",
            title=lambda: _("You said yes to the date: are you signed up?"),
            url=meeting.get_absolute_url(),
            mail=Mail(
                "polls/mail/proposed",
                {
                    "meeting": meeting.title,
                    "group": meeting.group.name,
                    "place": meeting.place,
                    "when": {
                        language: dates.date_time(meeting.starts_at, language)
                        for language in ("da", "en")
                    },
                    "path": sign_up_path(meeting, person),
                },
            ),
            by=None,
        )


def _each(poll: Poll, people: Iterable[User], letter: str, title, *, by) -> None:
    for person in people:
        tell(
            [person],
            kind=f"poll-{letter}",
            title=lambda: title() % {"title": poll.title},
            url=poll.get_absolute_url(),
            mail=Mail(
                f"polls/mail/{letter}",
                {**_facts(poll), "path": answer_path(poll, person)},
                subscription=news_of(poll.group_id),
            ),
            by=by,
        )


def _coordinators(poll: Poll, letter: str, title, *, by) -> None:
    tell(
        coordinators_of(poll.group),
        kind=f"poll-{letter}",
        title=lambda: title() % {"title": poll.title},
        url=poll.get_absolute_url(),
        mail=Mail(f"polls/mail/{letter}", _facts(poll)),
        by=by,
    )


def _facts(poll: Poll) -> dict:
    # The values are stored as text, so the day is written in both languages; the letter picks.
    return {
        "poll": poll.title,
        "group": poll.group.name,
        "until": {
            language: dates.weekday_date(poll.answer_by, language) for language in ("da", "en")
        },
    }
