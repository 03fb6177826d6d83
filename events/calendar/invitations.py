"""The invitation that a letter about a meeting carries."""

from email.utils import parseaddr

from django.conf import settings

from events.meetings.calendar import occasion_of
from events.meetings.enums import Answer
from events.meetings.queries import meetings_for
from events.occasions import Party, invitation_file
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
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    content = invitation_file(
        occasion_of(meeting, person, settled=True),
        method=method,
        organiser=Party(name or settings.WAGTAIL_SITE_NAME, address),
        attendee=Party(person.name, person.email),
    )
    return Invitation(method, content)
