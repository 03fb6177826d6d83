"""What comes next: the reader's meetings and courses, and the annual conference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from events.conference.enums import State as ConferenceState
from events.conference.models import Conference, Session
from events.conference.queries import current_conference, own_registration, speaks_at
from events.courses.models import CourseDate
from events.courses.queries import next_dates_for
from events.meetings.enums import Answer
from events.meetings.models import Meeting
from events.meetings.queries import next_meetings_for

SHOWN_MEETINGS = 3
#: How many of the next meetings are looked through for ones that lack an answer.
ASKED_MEETINGS = 6


def next_meetings(user) -> list[Meeting]:
    """The reader's next meetings, more than are shown: see `waiting`."""
    return next_meetings_for(user, ASKED_MEETINGS)


@dataclass(frozen=True)
class Next:
    """A meeting, or a date of a course that the reader takes or teaches, in the list of what comes next."""

    starts_at: datetime
    title: str
    url: str
    hours: str
    place: str
    comes: bool
    seats_left: int | None


def coming_up(user, meetings: list[Meeting]) -> list[Next]:
    """The next meetings and dates of courses, in order, as many as are shown."""
    found = [_next_meeting(each) for each in meetings[:SHOWN_MEETINGS]]
    found += [_next_date(each) for each in next_dates_for(user, SHOWN_MEETINGS)]
    return sorted(found, key=lambda each: (each.starts_at, each.title))[:SHOWN_MEETINGS]


def _next_meeting(meeting: Meeting) -> Next:
    return Next(
        starts_at=meeting.starts_at,
        title=meeting.title,
        url=meeting.get_absolute_url(),
        hours=meeting.hours,
        place=meeting.place_name,
        comes=meeting.my_answer == Answer.COMING,
        seats_left=meeting.seats_left,
    )


def _next_date(date: CourseDate) -> Next:
    course = date.course
    return Next(
        starts_at=date.starts_at,
        title=course.title,
        url=course.get_absolute_url(),
        hours=date.hours,
        place=course.place_name,
        comes=True,
        seats_left=None,
    )


@dataclass(frozen=True)
class ConferencePanel:
    """The annual conference as the reader stands to it."""

    conference: Conference
    is_registered: bool
    is_open: bool
    #: In line for a seat, or offered one.
    is_in_line: bool = False
    #: The points at which the reader speaks.
    speaking: Sequence[Session] = ()


def conference_panel(user) -> ConferencePanel | None:
    """The coming annual conference; nothing once it is over or called off."""
    conference = current_conference()
    if (
        conference is None
        or conference.state != ConferenceState.PUBLISHED
        or conference.ends_on < timezone.localdate()
    ):
        return None
    now = timezone.now()
    registration = own_registration(user, conference)
    return ConferencePanel(
        conference,
        is_registered=registration is not None and registration.is_confirmed,
        is_in_line=registration is not None and not registration.is_confirmed,
        is_open=conference.registration_opens_at <= now < conference.registration_closes_at,
        speaking=speaks_at(user, conference),
    )
