"""What members are told of meetings, and who is told."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from members.groups.queries import coordinators_of, members_of
from portal.kit import dates
from portal.notices.flows import Mail, send_letter, tell

from . import links, queries, ready, rules
from .enums import Answer, Change, MailDeed, Way
from .models import Meeting, Proposal, SignUp

LANGUAGES = ("da", "en")


def tell_published(meeting: Meeting, *, by) -> None:
    """The group's members, that there is a meeting to come to."""
    tell(
        members_of(meeting.group),
        kind="meeting_published",
        title=lambda: _("New meeting: %(title)s") % {"title": meeting.title},
        url=meeting.get_absolute_url(),
        mail=_mail("published", meeting, subscription=news_of(meeting.group_id)),
        by=by,
    )


def send_receipt(meeting: Meeting, answer: SignUp, *, by) -> None:
    """Whoever comes: when and where, with an invitation for their calendar."""
    _send(meeting, answer, "signed_up", "REQUEST", no=links.address(answer, MailDeed.REGRET), by=by)


def send_farewell(meeting: Meeting, answer: SignUp, *, by) -> None:
    """Whoever came and does not any more: it is noted, and taken out of their calendar."""
    _send(meeting, answer, "regretted", "CANCEL", by=by)


def _send(meeting: Meeting, answer: SignUp, name: str, method: str, *, by, **values: Any) -> None:
    if answer.person is None or not answer.person.is_active:
        return
    letter = _mail(name, meeting, method=method, **values)
    letter.context["url"] = meeting.get_absolute_url()
    send_letter(answer.person.email, mail=letter, to=answer.person, by=by)


def tell_moved(before: Meeting, meeting: Meeting, changes: list[Change], *, by) -> None:
    """Those who come, perhaps come or wait, what is another: from what to what."""

    def title() -> str:
        if changes == [Change.TIME]:
            return _("New time: %(title)s") % {"title": meeting.title}
        if changes == [Change.PLACE]:
            return _("New place: %(title)s") % {"title": meeting.title}
        if changes == [Change.LINK]:
            return _("New link: %(title)s") % {"title": meeting.title}
        return _("Changed: %(title)s") % {"title": meeting.title}

    rows = {language: _changes(before, meeting, changes, language) for language in LANGUAGES}
    tell(
        queries.interested_in(meeting),
        kind="meeting_changed",
        title=title,
        url=meeting.get_absolute_url(),
        mail=_mail("changed", meeting, method="REQUEST", changes=rows),
        by=by,
    )


def tell_cancelled(meeting: Meeting, *, by) -> None:
    """Those who come, perhaps come or wait, that they need not."""
    tell(
        queries.interested_in(meeting),
        kind="meeting_cancelled",
        title=lambda: _("Cancelled: %(title)s") % {"title": meeting.title},
        url=meeting.get_absolute_url(),
        mail=_mail("cancelled", meeting, method="CANCEL"),
        by=by,
    )


def tell_offered(meeting: Meeting, answer: SignUp, *, by) -> None:
    """The first in line, that a seat is held for them, with a yes and a no in the letter."""
    until = answer.offered_until
    assert until is not None, "an offered seat has its deadline"
    _tell_one(
        meeting,
        answer,
        "offered",
        lambda: _("There is a seat for you: %(title)s") % {"title": meeting.title},
        until={language: dates.date_time(until, language) for language in LANGUAGES},
        yes=links.address(answer, MailDeed.TAKE),
        no=links.address(
            answer, MailDeed.PASS if answer.state == Answer.COMING else MailDeed.REGRET
        ),
        by=by,
    )


def tell_seated(meeting: Meeting, answer: SignUp, *, by) -> None:
    """The first in line, that they have got a seat so late that there was no time to ask."""
    _tell_one(
        meeting,
        answer,
        "seated",
        lambda: _("You have got a seat: %(title)s") % {"title": meeting.title},
        method="REQUEST",
        no=links.address(answer, MailDeed.REGRET),
        by=by,
    )


def tell_proposed(meeting: Meeting, *, by) -> None:
    """The group's coordinators, that somebody would like a point on the agenda."""
    tell(
        coordinators_of(meeting.group),
        kind="meeting_point_proposed",
        title=lambda: _("A point is proposed: %(title)s") % {"title": meeting.title},
        url=f"{meeting.get_absolute_url()}#dagsorden",
        by=by,
    )


def tell_decided(meeting: Meeting, proposal: Proposal, *, taken_in: bool, by) -> None:
    """Whoever proposed a point, what became of it."""

    def title() -> str:
        words = (
            _("Your point is on the agenda: %(point)s")
            if taken_in
            else _("Your point is not on the agenda this time: %(point)s")
        )
        return words % {"point": proposal.title}

    if proposal.person is not None:
        tell(
            [proposal.person],
            kind="meeting_point_decided",
            title=title,
            url=f"{meeting.get_absolute_url()}#dagsorden",
            mail=_mail("decided", meeting, point=proposal.title, taken_in=taken_in),
            by=by,
        )


def tell_lapsed(meeting: Meeting, person, *, by) -> None:
    """Whoever did not answer in time, that the seat has been passed on."""
    if person is not None:
        tell(
            [person],
            kind="meeting_lapsed",
            title=lambda: _("The seat has been passed on: %(title)s") % {"title": meeting.title},
            url=meeting.get_absolute_url(),
            by=by,
        )


def tell_soon(meeting: Meeting, answer: SignUp, *, by) -> None:
    """Whoever comes, that it is soon, and how to send regrets at the last minute."""
    _tell_one(
        meeting,
        answer,
        "soon",
        lambda: _("Soon: %(title)s") % {"title": meeting.title},
        online=answer.way == Way.ONLINE,
        address=meeting.place_address,
        accessibility=meeting.accessibility,
        subscription=f"group_reminders:{meeting.group_id}",
        material=ready.number_of(meeting),
        no=links.address(answer, MailDeed.REGRET),
        by=by,
    )


def tell_link(meeting: Meeting, answer: SignUp, *, by) -> None:
    """Whoever comes online, where the meeting is; asks the rule of the link for itself."""
    if rules.may_see_link(answer.person, meeting, answer.state):
        _tell_one(
            meeting,
            answer,
            "link",
            lambda: _("The link to the meeting: %(title)s") % {"title": meeting.title},
            online_url=meeting.online_url,
            no=links.address(answer, MailDeed.REGRET),
            by=by,
        )


def _tell_one(meeting: Meeting, answer: SignUp, name: str, title, *, by, **values: Any) -> None:
    recipients: Iterable[Any] = [answer.person] if answer.person is not None else []
    tell(
        recipients,
        kind=f"meeting_{name}",
        title=title,
        url=meeting.get_absolute_url(),
        mail=_mail(name, meeting, **values),
        by=by,
    )


def _changes(
    before: Meeting, meeting: Meeting, changes: list[Change], language: str
) -> list[dict[str, str]]:
    """What is another, in words of one language. The link itself stands on the meeting's page alone, where
    the rule is asked who may see it."""
    with translation.override(language):
        rows = []
        for change in changes:
            old, new = {
                Change.TIME: (_span(before, language), _span(meeting, language)),
                Change.PLACE: (before.place or _("online"), meeting.place or _("online")),
                Change.LINK: ("", _new_link(meeting)),
            }[change]
            rows.append({"what": str(change.label), "old": old, "new": new})
        return rows


def _new_link(meeting: Meeting) -> str:
    if not meeting.online_url:
        return _("One can no longer take part online.")
    return _("You find the new link on the meeting's page.")


def _span(meeting: Meeting, language: str) -> str:
    day = dates.weekday_date(meeting.starts_at, language)
    return f"{day} {dates.clock_span(meeting.starts_at, meeting.ends_at, language)}"


def news_of(group: int) -> str:
    """What a mail with news of a group's meetings can be left as; the rooms above send such mails too."""
    return f"group_news:{group}"


def _mail(
    name: str, meeting: Meeting, method: str = "", subscription: str = "", **values: Any
) -> Mail:
    # The values are stored as text, so the date is written in both languages; the letter picks. With a method
    # it carries an invitation, for those whose calendar knows the meeting.
    return Mail(
        f"meetings/mail/{name}",
        {
            "meeting": meeting.title,
            "group": meeting.group.name,
            "when": {
                language: dates.date_time(meeting.starts_at, language) for language in LANGUAGES
            },
            "place": meeting.place,
            **values,
        },
        subscription=subscription,
        enclosure=f"meeting:{meeting.pk}:{method}" if method else "",
    )
