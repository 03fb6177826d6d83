"""The signed addresses in letters, which answer an offer for their recipient with one click."""

from ..one_click import Links
from .enums import MailDeed

LINKS = Links("events.conference.links", "conference:by_mail", MailDeed)
#: Registration, part (or SEAT) and deed.
behind = LINKS.behind
#: Stands for the seat itself, where a part has its number.
SEAT = 0


def address(registration_id: int, deed: MailDeed, part_id: int = SEAT) -> str:
    """The path that says yes or no to one offer."""
    return LINKS.address(registration_id, part_id, deed)
