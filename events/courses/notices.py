"""What members are told of courses, and who is told."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kit import dates
from portal.notices.flows import Mail, send_letter, tell

from . import links, queries
from .enums import Change, MailDeed
from .models import Course, CourseDate, Enrolment

LANGUAGES = ("da", "en")


@dataclass(frozen=True)
class Told:
    """A course as it was told of, in words: what a change is told from."""

    dates: dict[str, list[str]]
    place: str
    has_link: bool
    teachers: str


def as_told(course: Course) -> Told:
    """How it stands now; asked before a change and after it."""
    return Told(
        dates={language: _dates(course, language) for language in LANGUAGES},
        place=course.place,
        has_link=bool(course.online_url),
        teachers=", ".join(str(each) for each in course.teachers.select_related("person")),
    )


def tell_published(course: Course, *, by) -> None:
    """The group's members, or all, that there is a course to take."""
    tell(
        queries.audience_of(course),
        kind="course_published",
        title=lambda: _("New course: %(title)s") % {"title": course.title},
        url=course.get_absolute_url(),
        mail=_mail("published", course, closes=_moment(course.signup_closes_at)),
        by=by,
    )


def send_receipt(course: Course, enrolment: Enrolment, *, by) -> None:
    """Whoever takes it: when and where, with an invitation for their calendar for each date."""
    no = links.address(enrolment, MailDeed.WITHDRAW)
    _send(course, enrolment, "enrolled", "REQUEST", no=no, by=by)


def send_farewell(course: Course, enrolment: Enrolment, *, by) -> None:
    """Whoever took it and does not any more: it is noted, and the dates are taken out of their calendar."""
    _send(course, enrolment, "withdrawn", "CANCEL", by=by)


def _send(course: Course, enrolment: Enrolment, name: str, method: str, *, by, **values) -> None:
    if enrolment.person is None or not enrolment.person.is_active:
        return
    letter = _mail(name, course, method=method, **values)
    letter.context["url"] = course.get_absolute_url()
    send_letter(enrolment.person.email, mail=letter, to=enrolment.person, by=by)


def tell_changed(before: Told, course: Course, changes: list[Change], *, by) -> None:
    """Those who take it, wait or teach, what is another: from what to what."""

    def title() -> str:
        if changes == [Change.DATES]:
            return _("New dates: %(title)s") % {"title": course.title}
        if changes == [Change.PLACE]:
            return _("New place: %(title)s") % {"title": course.title}
        if changes == [Change.LINK]:
            return _("New link: %(title)s") % {"title": course.title}
        if changes == [Change.TEACHERS]:
            return _("New teachers: %(title)s") % {"title": course.title}
        return _("Changed: %(title)s") % {"title": course.title}

    now = as_told(course)
    rows = {language: _changes(before, now, changes, language) for language in LANGUAGES}
    tell(
        queries.concerned_by(course),
        kind="course_changed",
        title=title,
        url=course.get_absolute_url(),
        mail=_mail("changed", course, method="CHANGE", changes=rows),
        by=by,
    )


def tell_cancelled(course: Course, *, by) -> None:
    """Those who take it, wait or teach, that they need not come."""
    tell(
        queries.concerned_by(course),
        kind="course_cancelled",
        title=lambda: _("Cancelled: %(title)s") % {"title": course.title},
        url=course.get_absolute_url(),
        mail=_mail("cancelled", course, method="CANCEL"),
        by=by,
    )


def tell_offered(course: Course, enrolment: Enrolment, *, by) -> None:
    """The first in line, that a seat is held for them, with a yes and a no in the letter."""
    assert enrolment.offered_until is not None, "an offered seat has its deadline"
    _tell_one(
        course,
        enrolment,
        "offered",
        lambda: _("There is a seat for you: %(title)s") % {"title": course.title},
        until=_moment(enrolment.offered_until),
        yes=links.address(enrolment, MailDeed.TAKE),
        no=links.address(enrolment, MailDeed.WITHDRAW),
        by=by,
    )


def tell_seated(course: Course, enrolment: Enrolment, *, by) -> None:
    """The first in line, that they have got a seat so late that there was no time to ask."""
    _tell_one(
        course,
        enrolment,
        "seated",
        lambda: _("You have got a seat: %(title)s") % {"title": course.title},
        method="REQUEST",
        no=links.address(enrolment, MailDeed.WITHDRAW),
        by=by,
    )


def tell_lapsed(course: Course, person, *, by) -> None:
    """Whoever did not answer in time, that the seat has been passed on."""
    if person is not None:
        tell(
            [person],
            kind="course_lapsed",
            title=lambda: _("The seat has been passed on: %(title)s") % {"title": course.title},
            url=course.get_absolute_url(),
            by=by,
        )


def tell_soon(course: Course, enrolment: Enrolment, *, by) -> None:
    """Whoever takes it, that it begins soon, and how to withdraw at the last minute."""
    _tell_one(
        course,
        enrolment,
        "soon",
        lambda: _("The course begins soon: %(title)s") % {"title": course.title},
        accessibility=course.accessibility,
        no=links.address(enrolment, MailDeed.WITHDRAW),
        by=by,
    )


def tell_tomorrow(course: Course, date: CourseDate, *, by) -> None:
    """Those who are signed up or teach, that the next date is tomorrow. The link itself stands on the
    course's page alone, where the rule is asked who may see it."""
    tell(
        queries.meeting_at(course),
        kind="course_tomorrow",
        title=lambda: _("Tomorrow: %(title)s") % {"title": course.title},
        url=course.get_absolute_url(),
        mail=_mail(
            "tomorrow",
            course,
            when={language: _span(date, language) for language in LANGUAGES},
            about=date.title,
            has_link=bool(course.online_url),
            accessibility=course.accessibility,
        ),
        by=by,
    )


def tell_too_few(course: Course, *, by) -> None:
    """Those who run it, that fewer than the minimum have signed up, and what they can do."""
    tell(
        queries.runners_of(course),
        kind="course_too_few",
        title=lambda: _("Too few have signed up: %(title)s") % {"title": course.title},
        url=course.get_absolute_url(),
        mail=_mail(
            "too_few",
            course,
            taken=course.taken,
            minimum=course.minimum,
            cancel=reverse("courses:cancel", args=[course.pk]),
        ),
        by=by,
    )


def _tell_one(course: Course, enrolment: Enrolment, name: str, title, *, by, **values) -> None:
    tell(
        [enrolment.person] if enrolment.person is not None else [],
        kind=f"course_{name}",
        title=title,
        url=course.get_absolute_url(),
        mail=_mail(name, course, **values),
        by=by,
    )


def _changes(before: Told, now: Told, changes: list[Change], language: str) -> list[dict]:
    """What is another, in words of one language. The link itself stands on the course's page alone."""
    with translation.override(language):
        link = (
            _("You find the new link on the course's page.")
            if now.has_link
            else _("One can no longer take part online.")
        )
        found = {
            Change.DATES: ("; ".join(before.dates[language]), "; ".join(now.dates[language])),
            Change.PLACE: (before.place or _("online"), now.place or _("online")),
            Change.LINK: ("", link),
            Change.TEACHERS: (before.teachers, now.teachers or _("nobody yet")),
        }
        return [
            {"what": str(change.label), "old": found[change][0], "new": found[change][1]}
            for change in changes
        ]


def _dates(course: Course, language: str) -> list[str]:
    return [_span(each, language) for each in course.dates.order_by("starts_at", "pk")]


def _span(date: CourseDate, language: str) -> str:
    day = dates.weekday_date(date.starts_at, language)
    return f"{day} {dates.clock_span(date.starts_at, date.ends_at, language)}"


def _moment(moment) -> dict[str, str]:
    return {language: dates.date_time(moment, language) for language in LANGUAGES}


def _mail(name: str, course: Course, method: str = "", **values: Any) -> Mail:
    # The values are stored as text, so the dates are written in both languages; the letter picks. With a
    # method it carries invitations, for those whose calendar knows the course.
    return Mail(
        f"courses/mail/{name}",
        {
            "course": course.title,
            "dates": {language: _dates(course, language) for language in LANGUAGES},
            "place": course.place,
            **values,
        },
        enclosure=f"course:{course.pk}:{method}" if method else "",
    )
