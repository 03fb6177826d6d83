"""What the door says, on the page and on the phone alike."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.conference.models import Part
from portal.kit import dates

from .enums import Said
from .flows.checking import Outcome
from .queries import Sheet


def sheet_name(part: Part | None) -> str:
    """`Ankomst`, or `Frokost, onsdag`."""
    if part is None:
        return _("Arrival")
    assert part.on is not None, "a meal has its day"
    weekday = dates.weekday_date(part.on, get_language() or "da").split()[0].rstrip(",")
    return _("%(meal)s, %(weekday)s") % {"meal": part.name, "weekday": weekday}


def is_good(said: Said | str) -> bool:
    """Whether what was wanted has happened."""
    return said in (Said.WELCOME, Said.UNDONE)


def of(said: Said | None, part: Part | None) -> str:
    """Why somebody is not let in, in a few words; empty for those who are."""
    if said is None:
        return ""
    return _patterns(part.name if part else "")[said]


def not_today() -> str:
    """The hint about who comes on a day that they have not booked; it keeps nobody out."""
    return _("has not booked today")


def answer(name: str, outcome: Outcome, part: Part | None) -> str:
    """A sentence for the page."""
    patterns = _patterns(part.name if part else "")
    since = dates.clock(outcome.since, get_language() or "da") if outcome.since else ""
    return (
        patterns[outcome.said].replace("{name}", name).replace("{time}", since)
        if outcome.said in (Said.WELCOME, Said.ALREADY, Said.UNDONE)
        else f"{name}: {patterns[outcome.said]}"
    )


def _patterns(meal: str) -> dict[str, str]:
    """The sentences, with `{name}` and `{time}` to be filled in by whoever says them."""
    return {
        Said.WELCOME: _("Welcome, {name}") if not meal else _("Enjoy your meal, {name}"),
        Said.ALREADY: _("Checked in already at {time}: {name}"),
        Said.UNDONE: _("Taken back: {name}"),
        Said.NOT_BOOKED: _("Has not ordered %(meal)s") % {"meal": meal},
        Said.WAITS: _("Is on the waiting list and has no seat"),
        Said.CANCELLED: _("Has cancelled"),
        Said.UNKNOWN: _("Unknown code"),
    }


def for_phone(sheets: Sequence[Sheet]) -> dict:
    """All that the phone says by itself, with and without a line."""
    return {
        "lists": {
            str(sheet.number): {
                "name": sheet_name(sheet.part),
                "said": _patterns(sheet.part.name if sheet.part else ""),
            }
            for sheet in sheets
        },
        "count": _("{inside} of {expected}"),
        "in": _("Check in"),
        "anyway": _("Eats anyway"),
        "undo": _("Take back"),
        "away": not_today(),
        "since": _("in since {time}"),
        "none": _("Nobody of that name. Try a part of it, or the municipality."),
        "more": _("There are more. Type a little more of the name."),
        "online": _("Connected. Everything is sent."),
        "sending": _("Sending …"),
        "offline": _("No connection. Go on: it is kept here and sent when the line is back."),
        "one": _("1 waits for a connection"),
        "many": _("{n} wait for a connection"),
        "refused": _("Was not taken: {name}. {why}"),
        "login": _("You have been logged out. Open the page anew and log in: nothing is lost."),
        "camera": _("The camera cannot be used. Find the name instead."),
    }
