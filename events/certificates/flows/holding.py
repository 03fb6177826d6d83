"""The one row that ticking, issuing and withdrawing queue for."""

from django.db.models import F

from events.check_in.flows.holding import hold as hold_door
from events.conference.models import Conference
from events.courses.models import Course

from ..models import Certificate


def hold_conference(conference: Conference) -> None:
    """The same for what is issued and withdrawn of a conference; those at its door wait, too."""
    hold_door(conference)


def hold_what_it_is_of(certificate: Certificate) -> None:
    if certificate.course is not None:
        hold(certificate.course)
    if certificate.conference is not None:
        hold_conference(certificate.conference)


def hold(course: Course) -> None:
    """Let all others who tick, issue or withdraw on this course wait until the transaction is over. A write,
    because on SQLite a lock for reading is none; it changes nothing."""
    Course.objects.filter(pk=course.pk).update(sequence=F("sequence"))
