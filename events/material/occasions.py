"""What material belongs to, and what is asked of it: who sees it, who keeps it in order, who is told. Every
rule of this room goes through here; a new kind of occasion is one more line in `KINDS`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from events import seats
from events.conference import rules as conference_rules
from events.conference.calendar import starts_at
from events.conference.concerned import come_to
from events.conference.enums import SHOWN as CONFERENCES_SHOWN
from events.conference.enums import State as ConferenceState
from events.conference.models import Conference, Session
from events.courses import rules as course_rules
from events.courses.enums import SHOWN as COURSES_SHOWN
from events.courses.enums import Place
from events.courses.enums import State as CourseState
from events.courses.models import Course
from events.meetings import queries as meetings
from events.meetings import rules as meeting_rules
from events.meetings.enums import SHOWN, State
from events.meetings.models import AgendaItem, Meeting
from events.minutes import queries as minutes
from events.minutes import rules as minutes_rules
from events.minutes.models import Minutes
from members.people.models import User
from members.people.queries import members

from .enums import Phase


@dataclass(frozen=True)
class Kind:
    """One kind of occasion. `field` is the material's column that names it, `adds_at` the name of the address
    where one adds to it, `points` what stands on its agenda, if it has one, `when` the day or days in words.

    `viewable` is `may_view` as a condition on material; `is_out` says that others than its planners see it,
    and `findable` the same as a condition: what is not out is found by nobody.
    """

    field: str
    adds_at: str
    points: Callable[[Any], QuerySet[AgendaItem]]
    when: Callable[[Any], str]
    has_begun: Callable[[Any], bool]
    may_view: Callable[[Any, Any], bool]
    may_run: Callable[[Any, Any], bool]
    may_write_after: Callable[[Any, Any], bool]
    viewable: Callable[[Any], Q]
    findable: Q
    is_out: Callable[[Any], bool]
    is_called_off: Callable[[Any], bool]
    told: Callable[[Any, Phase], QuerySet[User]]


def _of_meetings(user) -> Q:
    return Q(meeting__in=Meeting.objects.filter(meeting_rules.viewable(user)).values("pk"))


def _of_courses(user) -> Q:
    return Q(course__in=Course.objects.filter(course_rules.viewable(user)).values("pk"))


def _of_sessions(user) -> Q:
    shown = Conference.objects.filter(conference_rules.viewable(user))
    return Q(session__conference__in=shown.values("pk"))


def _writes_minutes(user, meeting: Meeting) -> bool:
    found = Minutes.objects.filter(meeting=meeting).select_related("meeting__group").first()
    return found is not None and minutes_rules.may_write(user, found)


def _told_of_meeting(meeting: Meeting, phase: Phase) -> QuerySet[User]:
    if phase == Phase.AFTER and meeting.starts_at <= timezone.now():
        return minutes.who_came(meeting)
    return meetings.interested_in(meeting)


KINDS: dict[type, Kind] = {
    Meeting: Kind(
        field="meeting",
        adds_at="material:add",
        points=lambda meeting: meeting.agenda.all(),
        when=lambda meeting: meeting.day,
        has_begun=lambda meeting: meeting.has_begun,
        may_view=meeting_rules.may_view,
        may_run=lambda user, meeting: meeting_rules.may_run(user, meeting.group),
        may_write_after=_writes_minutes,
        viewable=_of_meetings,
        findable=Q(meeting__state__in=sorted(SHOWN)),
        is_out=lambda meeting: meeting.state in SHOWN,
        is_called_off=lambda meeting: meeting.state == State.CANCELLED,
        told=_told_of_meeting,
    ),
    Course: Kind(
        field="course",
        adds_at="material:add_to_course",
        points=lambda course: AgendaItem.objects.none(),
        when=lambda course: course.period,
        has_begun=lambda course: course.has_begun,
        may_view=course_rules.may_view,
        # Who teaches brings the slides.
        may_run=course_rules.may_tick,
        may_write_after=lambda user, course: False,
        viewable=_of_courses,
        findable=Q(course__state__in=sorted(COURSES_SHOWN)),
        is_out=lambda course: course.state in COURSES_SHOWN,
        is_called_off=lambda course: course.state == CourseState.CANCELLED,
        told=lambda course, phase: members().filter(
            enrolments__course=course, enrolments__place=Place.ENROLLED
        ),
    ),
    Session: Kind(
        field="session",
        adds_at="material:add_to_session",
        points=lambda session: AgendaItem.objects.none(),
        when=lambda session: f"{session.conference.title}, {session.hours}",
        has_begun=lambda session: starts_at(session) <= timezone.now(),
        may_view=lambda user, session: conference_rules.may_view(user, session.conference),
        # Who speaks brings the slides.
        may_run=conference_rules.may_bring_material,
        may_write_after=lambda user, session: False,
        viewable=_of_sessions,
        findable=Q(session__conference__state__in=sorted(CONFERENCES_SHOWN)),
        is_out=lambda session: session.conference.state == ConferenceState.PUBLISHED,
        is_called_off=lambda session: (
            session.is_cancelled or session.conference.state == ConferenceState.CANCELLED
        ),
        told=lambda session, phase: come_to(session),
    ),
}


def kind_of(occasion: Any) -> Kind:
    """What is asked of this occasion."""
    return KINDS[type(occasion)]


def hold(occasion: Meeting | Course | Session) -> None:
    """Wait for everyone else who is at this occasion, and read what of it is asked about."""
    if isinstance(occasion, Session):
        seats.lock(occasion.conference)
        occasion.refresh_from_db(fields=["cancelled_at"])
        occasion.conference.refresh_from_db(fields=["state"])
        return
    seats.lock(occasion)
    occasion.refresh_from_db(fields=["state", "starts_at", "ends_at"])
