"""The signed addresses in letters, which answer for their recipient with one click."""

from ..one_click import Links
from .enums import MailDeed
from .models import Enrolment

LINKS = Links("events.courses.links", "courses:by_mail", MailDeed)
#: Course, person and deed.
behind = LINKS.behind


def address(enrolment: Enrolment, deed: MailDeed) -> str:
    """The path that does one deed for one person at one course."""
    return LINKS.address(enrolment.course_id, enrolment.person_id, deed)
