"""The invitations that letters about meetings, courses and the annual conference carry."""

from collections.abc import Sequence
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings

from events.conference.calendar import occasion_of as conference_as_occasion
from events.conference.calendar import session_as_occasion
from events.conference.enums import RegistrationState, What
from events.conference.queries import (
    own_sessions,
    registrations_for,
    sessions_for,
    versions_for,
)
from events.courses.calendar import dropped_of, occasions_of
from events.courses.enums import Place
from events.courses.queries import courses_for, enrolment_of
from events.courses.rules import teaches
from events.meetings.calendar import occasion_of
from events.meetings.enums import Answer
from events.meetings.queries import meetings_for
from events.occasions import Occasion, Party, invitation_file
from portal.notices.enclosures import Invitation

#: Whose calendar is to hold a meeting, and out of whose it is to be taken.
HOLDS = {
    "REQUEST": {Answer.COMING},
    "CANCEL": {Answer.COMING, Answer.REGRETS, Answer.MAYBE},
}
#: The same for a course. A change is a request for each date, and takes those out that are gone.
COURSE_HOLDS = {
    "REQUEST": {Place.ENROLLED},
    "CHANGE": {Place.ENROLLED},
    "CANCEL": {Place.ENROLLED, Place.WITHDRAWN},
}


def invitation_to(person, number: int, method: str) -> Sequence[Invitation]:
    """For one reader, as the meeting and their answer stand this minute. None for a meeting that is not
    theirs to see, and for one that their calendar does not hold: who perhaps comes, or waits for a seat."""
    meeting = meetings_for(person).filter(pk=number).first()
    if meeting is None or meeting.my_answer not in HOLDS[method]:
        return ()
    return (_invitation(occasion_of(meeting, person, settled=True), person, method),)


def course_invitations_to(person, number: int, method: str) -> Sequence[Invitation]:
    """The same for a course, one for each date; those who teach it hold it in their calendars, too."""
    course = courses_for(person).filter(pk=number).first()
    if course is None:
        return ()
    if course.my_place not in COURSE_HOLDS[method] and not teaches(person, course):
        return ()
    asked = "CANCEL" if method == "CANCEL" else "REQUEST"
    found = [
        _invitation(each, person, asked) for each in occasions_of(course, person, settled=True)
    ]
    if method == "CHANGE":
        enrolment = enrolment_of(person, course)
        # What was taken out before one signed up has never been in one's calendar.
        since = enrolment.created_at if enrolment is not None else course.created_at
        found += [_invitation(each, person, "CANCEL") for each in dropped_of(course, since)]
    return found


def invitation_to_conference(person, number: int, method: str) -> Sequence[Invitation]:
    """For one participant by the number of their registration. Nothing where the letter is not true any more:
    a seat that has been given back is put in no calendar, and one that stands is taken out of none."""
    mine = registrations_for(person).filter(person=person)
    registration = mine.filter(pk=number).first()
    if registration is None:
        return ()
    comes = mine.filter(
        conference=registration.conference_id, state=RegistrationState.CONFIRMED
    ).exists()
    if comes != (method == "REQUEST"):
        return ()
    return (_invitation(conference_as_occasion(registration.conference), person, method),)


def programme_invitations_to(person, number: int, method: str) -> Sequence[Invitation]:
    """For one reader of a version of the conference's programme: their own sessions that it has moved are put
    where they are now, and those that it has cancelled are taken out."""
    version = versions_for(person).filter(pk=number).first()
    if version is None:
        return ()
    moved = version.changes.filter(what__in=(What.TIME, What.ROOM)).values("session")
    ended = version.changes.filter(what=What.CANCELLED).values("session")
    mine = own_sessions(person, since=version.conference.starts_on - timedelta(days=1))
    held = mine.filter(pk__in=moved, cancelled_at=None)
    gone = sessions_for(person).filter(pk__in=ended, cancelled_at__isnull=False)
    return [
        *(_invitation(session_as_occasion(each), person, "REQUEST") for each in held),
        *(_invitation(session_as_occasion(each), person, "CANCEL") for each in gone),
    ]


def _invitation(occasion: Occasion, person, method: str) -> Invitation:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    content = invitation_file(
        occasion,
        method=method,
        organiser=Party(name or settings.WAGTAIL_SITE_NAME, address),
        attendee=Party(person.name, person.email),
    )
    return Invitation(method, content)
