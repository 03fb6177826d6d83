"""Meetings that a member has planned, and points they bring, offered for handing over."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people import duties
from members.people.duties import Duty, Held
from members.people.models import User

from .flows import passing
from .models import AgendaItem, Meeting
from .queries import coming


def meetings_of(person: User) -> Iterable[Held]:
    """The meetings to come that a person has planned."""
    for meeting in coming(Meeting.objects.filter(planned_by=person)):
        yield Held(meeting.pk, f"{meeting.title}, {meeting.day}", meeting.get_absolute_url())


def points_of(person: User) -> Iterable[Held]:
    """The points that a person brings to meetings to come."""
    points = AgendaItem.objects.filter(owner=person, meeting__ends_at__gt=timezone.now())
    for point in points.select_related("meeting"):
        words = f"{point.title} ({point.meeting.title}, {point.meeting.day})"
        yield Held(point.pk, words, point.meeting.get_absolute_url())


def offer() -> None:
    duties.offer("meeting", Duty(_("Meeting planned"), meetings_of, passing.pass_meeting))
    duties.offer("point", Duty(_("Point on an agenda"), points_of, passing.pass_point))
