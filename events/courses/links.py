"""The signed addresses in letters, which answer for their recipient with one click."""

from django.core import signing
from django.urls import reverse

from .enums import MailDeed
from .models import Enrolment

SALT = "events.courses.links"
#: The answer itself is refused once the course has begun; this only ends the oldest links.
VALID = 400 * 86_400


def address(enrolment: Enrolment, deed: MailDeed) -> str:
    """The path that does one deed for one person at one course."""
    token = signing.dumps([enrolment.course_id, enrolment.person_id, deed], salt=SALT)
    return reverse("courses:by_mail", args=[token])


def behind(token: str) -> tuple[int, int, MailDeed]:
    """Course, person and deed. Raises `signing.BadSignature` (or its child `SignatureExpired`)."""
    course, person, deed = signing.loads(token, salt=SALT, max_age=VALID)
    return course, person, MailDeed(deed)
