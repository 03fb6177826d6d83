"""When a conference is asked about, of what, and which sessions are a speaker's own."""

from datetime import datetime, time, timedelta

from django.db.models import Q

from events.check_in.rules import ends_at
from events.conference.enums import SessionKind
from events.conference.models import Conference

#: The morning after the last day: everybody is home, and no letter goes out at midnight.
ASKED_AT = time(8)
#: What one has an opinion of. Meals, breaks and evenings together are asked about under the whole.
EVALUATED = (SessionKind.PLENARY, SessionKind.PARALLEL)


def asked_at(conference: Conference) -> datetime:
    """From when on those who came can be asked."""
    return datetime.combine(ends_at(conference).date(), ASKED_AT, tzinfo=ends_at(conference).tzinfo)


def asked_between(since: datetime, until: datetime) -> Q:
    """The conferences that may be due to be asked about between two moments, as a wide condition; `asked_at`
    says it exactly."""
    day = timedelta(days=2)
    return Q(ends_on__gte=(since - day).date(), ends_on__lte=until.date())


def speaks_for(user) -> Q:
    """As a condition on sessions: those whose answers a speaker sees, because they are about their own."""
    return Q(speakers__person=user.pk)
