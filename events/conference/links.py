"""The signed addresses in letters, which answer an offer for their recipient with one click."""

from django.core import signing
from django.urls import reverse

from .enums import MailDeed

SALT = "events.conference.links"
#: What is offered is refused once it has been passed on; this only ends the oldest links.
VALID = 400 * 86_400
#: Stands for the seat itself, where a part has its number.
SEAT = 0


def address(registration_id: int, deed: MailDeed, part_id: int = SEAT) -> str:
    """The path that says yes or no to one offer."""
    return reverse(
        "conference:by_mail", args=[signing.dumps([registration_id, part_id, deed], salt=SALT)]
    )


def behind(token: str) -> tuple[int, int, MailDeed]:
    """Registration, part (or SEAT) and deed. Raises `signing.BadSignature`."""
    registration, part, deed = signing.loads(token, salt=SALT, max_age=VALID)
    return registration, part, MailDeed(deed)
