"""The signed addresses in letters, which answer for their recipient with one click."""

from django.core import signing
from django.urls import reverse

from .enums import MailDeed
from .models import SignUp

SALT = "events.meetings.links"
#: The answer itself is refused once the meeting has begun; this only ends the oldest links.
VALID = 400 * 86_400


def address(answer: SignUp, deed: MailDeed) -> str:
    """The path that does one deed for one person at one meeting."""
    token = signing.dumps([answer.meeting_id, answer.person_id, deed], salt=SALT)
    return reverse("meetings:by_mail", args=[token])


def behind(token: str) -> tuple[int, int, MailDeed]:
    """Meeting, person and deed. Raises `signing.BadSignature` (or its child `SignatureExpired`)."""
    meeting, person, deed = signing.loads(token, salt=SALT, max_age=VALID)
    return meeting, person, MailDeed(deed)
