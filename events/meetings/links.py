"""The signed addresses in letters, which answer for their recipient with one click."""

from ..one_click import Links
from .enums import MailDeed
from .models import SignUp

LINKS = Links("events.meetings.links", "meetings:by_mail", MailDeed)
#: Meeting, person and deed.
behind = LINKS.behind


def address(answer: SignUp, deed: MailDeed) -> str:
    """The path that does one deed for one person at one meeting."""
    return LINKS.address(answer.meeting_id, answer.person_id, deed)
