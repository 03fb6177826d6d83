"""The invitation that a letter about a meeting or the annual conference carries."""

from email.utils import parseaddr

from django.conf import settings

from events.conference.calendar import occasion_of as conference_as_occasion
from events.conference.enums import RegistrationState
from events.conference.queries import registrations_for
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


def invitation_to(person, number: int, method: str) -> Invitation | None:
    """For one reader, as the meeting and their answer stand this minute. None for a meeting that is not
    theirs to see, and for one that their calendar does not hold: who perhaps comes, or waits for a seat."""
    meeting = meetings_for(person).filter(pk=number).first()
    if meeting is None or meeting.my_answer not in HOLDS[method]:
        return None
    return _invitation(occasion_of(meeting, person, settled=True), person, method)


def invitation_to_conference(person, number: int, method: str) -> Invitation | None:
    """For one participant by the number of their registration. None where the letter is not true any more:
    a seat that has been given back is put in no calendar, and one that stands is taken out of none."""
    mine = registrations_for(person).filter(person=person)
    registration = mine.filter(pk=number).first()
    if registration is None:
        return None
    comes = mine.filter(
        conference=registration.conference_id, state=RegistrationState.CONFIRMED
    ).exists()
    if comes != (method == "REQUEST"):
        return None
    return _invitation(conference_as_occasion(registration.conference), person, method)


def _invitation(occasion: Occasion, person, method: str) -> Invitation:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    content = invitation_file(
        occasion,
        method=method,
        organiser=Party(name or settings.WAGTAIL_SITE_NAME, address),
        attendee=Party(person.name, person.email),
    )
    return Invitation(method, content)
