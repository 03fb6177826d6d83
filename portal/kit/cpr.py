"""The one definition of a CPR number, the Danish civil registration number DDMMYY-SSSS.

What counts as one:

- a date of two-digit day, month and year, written together or parted at both places, and four
  digits; before the four, a hyphen or other dash, dot, slash, underscore, space or nothing.
- The date must exist in some century. The century that the seventh digit points to is not
  consulted: the one date it could rule out, 29 February 1900, is not worth a number let through.
- A day raised by 60 makes a replacement number, which is as personal as any other.
- The checksum is never consulted: numbers have been issued without it since 2007.

What does not: a number with further digits or letters directly attached (a case number such as
2023-0064505, an EAN number, F0101701234), and a phone number in four pairs with a four-digit number
after it (20 12 12 12 8000). The letters "cpr" and "nr" may stand attached in front.

The text is read twice where it may be escaped: as it stands, and as HTML, an address or a literal
would be understood.

A spreadsheet that was given one without its hyphen has taken it for an amount, and the leading zero is
gone. Nine digits count only there, where they are all that a cell holds: see `of_amount`.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from portal.kit.reading import Reading, folded, unescaped

MARKER = "••••••-••••"

_IN_DATE = r"(?:[ \t]{0,3}[-./_][ \t]{0,3}|[ \t]{1,3})"
_BEFORE_SERIAL = r"(?:\s{0,3}[-./_]\s{0,3}|\s{0,3})"
# All is inside a lookahead, so that a rejected candidate never hides one that begins within it.
_SHAPE = re.compile(
    r"(?<![0-9])(?=(?P<number>"
    rf"(?P<day>[0-9]{{2}})(?P<gap>{_IN_DATE})?(?P<month>[0-9]{{2}})(?(gap){_IN_DATE})"
    rf"(?P<year>[0-9]{{2}})(?P<last_gap>{_BEFORE_SERIAL})[0-9]{{4}}"
    r")(?![0-9]))(?=[0-9])"
)
_PAIR_IN_FRONT = re.compile(rf"(?<![0-9])[0-9]{{2}}(?P<gap>{_IN_DATE})\Z")
_PERMITTED_IN_FRONT = re.compile(r"(?:cpr|nr)\Z", re.IGNORECASE)
_MAY_BE_ESCAPED = re.compile(r"[&%+<\\]")
#: Nine or ten digits before the point, as programs write an amount into a cell: plain or by its exponent.
_AMOUNT = re.compile(r"[1-9][0-9]{8,9}(?:\.0{1,9})?|[1-9](?:\.[0-9]{1,9})?[eE]\+?0?[89]")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Find(NamedTuple):
    """Where a number stands in the text as given: `text[start:end]`."""

    start: int
    end: int


def find(text: str) -> list[Find]:
    """The places of all CPR numbers in `text`, in order and without overlap."""
    finds: list[Find] = []
    for place in sorted(_places(text)):
        if finds and place.start < finds[-1].end:
            finds[-1] = Find(finds[-1].start, max(place.end, finds[-1].end))
        else:
            finds.append(place)
    return finds


def contains(text: str) -> bool:
    """Whether a CPR number stands anywhere in `text`."""
    return next(_places(text), None) is not None


def of_amount(amount: str) -> str | None:
    """The CPR number that a cell keeps as an amount (`101701234`, `1.01701234E8`), with its leading zero;
    None for what is none."""
    if not _AMOUNT.fullmatch(amount):
        return None
    value = Decimal(amount)
    if value != value.to_integral_value():
        return None
    digits = f"{int(value):010d}"
    return digits if contains(digits) else None


def mask(text: str) -> str:
    """`text` with a row of dots in the place of each CPR number."""
    # A masked number may have been what kept its neighbour from counting: look again.
    while finds := find(text):
        parts: list[str] = []
        done = 0
        for start, end in finds:
            parts += (text[done:start], MARKER)
            done = end
        text = "".join(parts) + text[done:]
    return text


class LogFilter(logging.Filter):
    """Masks CPR numbers in a log record: message, arguments, traceback and extra texts.

    Put it on the handlers: a logger's own filter does not see what its children log.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without its numbers."""
        for name, value in vars(record).items():
            setattr(record, name, _masked(value))
        self._mask_whole_message(record)
        self._mask_traceback(record)
        return True

    def _mask_whole_message(self, record: logging.LogRecord) -> None:
        try:
            message = record.getMessage()
        except Exception:
            # Logging itself would print the message and its arguments as they are.
            record.msg, record.args = mask(f"{record.msg} {record.args!r}"), ()
            return
        if not contains(message):
            return
        # The number stands across two arguments, or in one that is no text.
        if isinstance(record.msg, dict):
            record.msg = {mask(str(key)): mask(str(item)) for key, item in record.msg.items()}
        else:
            record.msg, record.args = mask(message), ()

    def _mask_traceback(self, record: logging.LogRecord) -> None:
        if not record.exc_info or record.exc_info[0] is None:
            return
        written = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        if not contains(written):
            return
        # As part of the message it reaches every formatter, also those that know only exc_info,
        # from which a later handler could write the traceback afresh, unmasked.
        if isinstance(record.msg, dict):
            record.msg = {**record.msg, "exception": mask(written)}
        else:
            record.msg, record.args = f"{record.getMessage()}\n{mask(written)}", ()
        record.exc_info = record.exc_text = None


def _masked(value: object) -> object:
    """`value` with the texts in it masked; structured loggers put them into dicts and lists."""
    if isinstance(value, str):
        return mask(value)
    # Subclasses may be built otherwise than from their items, so they are left as they are.
    if type(value) is dict:
        return {key: _masked(item) for key, item in value.items()}
    if type(value) is list:
        return list(map(_masked, value))
    if type(value) is tuple:
        return tuple(map(_masked, value))
    return value


def _places(text: str) -> Iterator[Find]:
    original = Reading(text)
    yield from _places_in(folded(original))
    if _MAY_BE_ESCAPED.search(text):
        yield from _places_in(folded(unescaped(original)))


def _places_in(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _SHAPE.finditer(text):
        start, end = match.span("number")
        if (
            _is_date(int(match["day"]), int(match["month"]), int(match["year"]))
            and not _has_letter_attached(text, start, end)
            and not _is_phone_tail(match, text[max(0, start - 12) : start])
        ):
            yield Find(*reading.origin(start, end))


def _is_date(day: int, month: int, year: int) -> bool:
    if day > 60:
        day -= 60
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def _has_letter_attached(text: str, start: int, end: int) -> bool:
    if text[end : end + 1].isalpha():
        return True
    in_front = text[max(0, start - 3) : start]
    return in_front[-1:].isalpha() and not _PERMITTED_IN_FRONT.search(in_front)


def _is_phone_tail(match: re.Match[str], in_front: str) -> bool:
    """Whether the date is three pairs of a phone number's four, as in 20 12 12 12 8000."""
    if match["gap"] is None or not match["last_gap"].isspace():
        return False
    pair = _PAIR_IN_FRONT.search(in_front)
    return pair is not None and pair["gap"] == match["gap"]
