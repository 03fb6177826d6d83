"""What a new version of the programme tells those whom it concerns: one letter each."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kit import dates
from portal.notices.flows import Mail, tell

from .concerned import Concerned, Reader, readers, who_come
from .enums import What
from .models import ProgrammeVersion, Session
from .models.versions import in_words
from .planning import Difference

LANGUAGES = ("da", "en")


def tell_version(version: ProgrammeVersion, concerned: list[Concerned], *, by) -> None:
    """Each whom it concerns, what is new of theirs. With the first version, everybody who comes: there is
    something to choose now."""
    conference = version.conference
    written = readers(conference, concerned)
    for reader in written:
        _tell_reader(version, reader, by)
    if version.number == 1:
        told = {reader.person.pk for reader in written}
        tell(
            [person for person in who_come(conference) if person.pk not in told],
            kind="conference_programme",
            title=lambda: _("The programme is out: %(title)s") % {"title": conference.title},
            url=reverse("conference:programme"),
            mail=Mail(
                "conference/mail/programme_out",
                {"conference": conference.title, "words": version.words},
            ),
            by=by,
        )


def _tell_reader(version: ProgrammeVersion, reader: Reader, by) -> None:
    conference = version.conference
    count = len(reader.points)
    first = reader.points[0][0].title

    def title() -> str:
        if count == 1:
            return _("Changed in your programme: %(title)s") % {"title": first}
        return ngettext(
            "%(count)d point of your programme is changed",
            "%(count)d points of your programme are changed",
            count,
        ) % {"count": count}

    tell(
        [reader.person],
        kind="conference_programme",
        title=title,
        url=reverse("conference:programme"),
        mail=Mail(
            "conference/mail/programme_changed",
            {
                "conference": conference.title,
                "number": version.number,
                "words": version.words,
                "points": {
                    language: [_point(reader, each, news, language) for each, news in reader.points]
                    for language in LANGUAGES
                },
            },
            enclosure=f"programme:{version.pk}:CHANGE",
        ),
        by=by,
    )


def _point(reader: Reader, point: Concerned, news: list[Difference], language: str) -> dict:
    """One point of the letter, in one language; a letter keeps values and no rows."""
    session = point.session
    with translation.override(language):
        lines = []
        if point.speaks_since_now(reader.person.pk):
            lines.append(_("You stand in the programme as speaker."))
            news = [each for each in news if each.what not in (What.NEW, What.SPEAKERS)]
        elif _has_lost(reader, point):
            lines.append(_("You do not stand in the programme as speaker any more."))
            news = [each for each in news if each.what != What.SPEAKERS]
        lines += [in_one_line(each.what, each.before, each.after) for each in news]
        return {
            "title": point.title,
            "when": _when(session, language) if session is not None else "",
            "room": session.room if session is not None and not session.is_cancelled else "",
            "lines": lines,
            "can_choose": any(each.what in (What.CANCELLED, What.REMOVED) for each in news)
            and session is not None
            and session.is_chosen,
            "clashes": reader.clashes.get(session.pk, []) if session is not None else [],
        }


def _has_lost(reader: Reader, point: Concerned) -> bool:
    """Whether they spoke there before, and it is held without them."""
    is_held = point.session is not None and not point.session.is_cancelled
    number = reader.person.pk
    return is_held and number in point.had.spoke and number not in point.speak


def _when(session: Session, language: str) -> str:
    hours = dates.clock_span(session.starts, session.ends, language)
    return f"{dates.weekday_date(session.date, language)} {hours}"


def in_one_line(what: What | str, before: str, after: str) -> str:
    """`Nyt lokale: Salen (før: Lille sal)`, in the language of the moment."""
    shown = {"before": in_words(what, before), "after": in_words(what, after)}
    words = {
        What.NEW: _("New in the programme: %(after)s"),
        What.CANCELLED: _("It is cancelled."),
        What.REMOVED: _("It has been taken out of the programme."),
        What.TIME: _("New time: %(after)s (before: %(before)s)"),
        What.ROOM: _("New room: %(after)s (before: %(before)s)")
        if before and after
        else (_("Room: %(after)s") if after else _("The room is not settled any more.")),
        What.SPEAKERS: _("Other speakers"),
        What.TITLE: _("New title; it was “%(before)s”"),
        What.TEXT: _("New description"),
        What.KIND: _("It is now: %(after)s"),
        What.TRACK: _("Track: %(after)s") if after else _("It belongs to no track any more."),
        What.SEATS: _("Number of seats: %(after)s") if after else _("There is room for all."),
    }
    return words[What(what)] % shown
