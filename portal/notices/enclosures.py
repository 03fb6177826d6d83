"""What a letter carries besides its words: an invitation that a calendar takes in.

A letter says so on its row, as `kind:number:METHOD` (`meeting:17:REQUEST`). The rooms above offer the kinds,
and are asked when the letter goes out: what it carries is as true as that minute.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .models import OutgoingMail


@dataclass(frozen=True)
class Invitation:
    """A calendar's file and what it asks of the calendar (RFC 5546): REQUEST puts the occasion in or changes
    it, CANCEL takes it out."""

    method: str
    content: bytes


#: `make(person, number, method)` gives the invitations for one reader, and none when there is none any more:
#: a calendar takes in one occasion a file, so what has several dates sends several.
Make = Callable[[Any, int, str], Sequence[Invitation]]
KINDS: dict[str, Make] = {}


def offer(name: str, make: Make) -> None:
    """Make a kind known; called by its room when the portal starts."""
    KINDS[name] = make


def of_mail(mail: OutgoingMail) -> Sequence[Invitation]:
    """What a letter carries; nothing for one that is words only."""
    kind, _, rest = mail.enclosure.partition(":")
    number, _, method = rest.partition(":")
    if kind not in KINDS or not number.isdecimal() or mail.recipient is None:
        return ()
    return KINDS[kind](mail.recipient, int(number), method)
