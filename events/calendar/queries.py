"""What a reader's calendar holds, and whose an address is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from events.conference.calendar import occasion_of as conference_as_occasion
from events.conference.calendar import session_as_occasion
from events.conference.enums import SHOWN as CONFERENCES_SHOWN
from events.conference.enums import RegistrationState
from events.conference.enums import State as ConferenceState
from events.conference.models import Conference
from events.conference.queries import conferences_for, own_sessions, registrations_for
from events.meetings.calendar import occasion_of as meeting_as_occasion
from events.meetings.enums import SHOWN, Answer, State
from events.meetings.models import Meeting
from events.meetings.queries import meetings_for, own_meetings
from events.occasions import Occasion
from members.groups.models import Group
from members.people.models import User
from members.people.rules import is_member, read_anew
from portal.kit.dates import COPENHAGEN, local, period, weekday_date
from portal.kit.secret_links import hash_of

from .enums import Kind
from .models import CalendarKey

#: What is over stays in a subscribed calendar for so long.
LOOKS_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Entry:
    """Something that is held, as the pages show it; both days are included."""

    title: str
    url: str
    kind: Kind
    first_day: date
    last_day: date
    hours: str
    group: str
    place: str
    answer: str
    is_cancelled: bool

    @property
    def when(self) -> str:
        """`torsdag den 3. december 2026 kl. 10-14`, or `28.-30. april 2027`, in the reader's language."""
        language = get_language() or "da"
        if self.first_day != self.last_day:
            return period(self.first_day, self.last_day, language)
        hours = self.hours.replace(" ", "\N{NO-BREAK SPACE}")
        return f"{weekday_date(self.first_day, language)} {hours}".strip()

    @property
    def is_mine(self) -> bool:
        return self.answer == Answer.COMING


def entries_for(
    user, first: date, last: date, *, group: int | None = None, own=False
) -> list[Entry]:
    """All that is held between two days (both included) and that the reader may see, in order: of all, of
    one's own groups and what one comes to, or of one group."""
    begin = datetime.combine(first, time(), tzinfo=COPENHAGEN)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=COPENHAGEN)
    meetings = _shown(user).filter(starts_at__lt=end, ends_at__gt=begin)
    if own:
        meetings = own_meetings(meetings, user)
    if group is not None:
        meetings = meetings.filter(group=group)
    conferences: Iterable[Conference] = ()
    if group is None:
        conferences = _conferences(user).filter(starts_on__lte=last, ends_on__gte=first)
    registered = _registered(user) if group is None else set()
    found = [_meeting(each) for each in meetings]
    found += [_conference(each, each.pk in registered) for each in conferences]
    return sorted(found, key=lambda entry: (entry.first_day, entry.hours, entry.title))


def occasions_for(
    user, *, group: Group | None = None, now: datetime | None = None
) -> list[Occasion]:
    """What a subscribed calendar holds: of one group, or of the reader's own groups with all that they come
    to and the annual conference, without what they have sent regrets to."""
    if not is_member(user):
        return []
    since = (now or timezone.now()) - LOOKS_BACK
    meetings = _shown(user).filter(ends_at__gt=since)
    if group is not None:
        return [meeting_as_occasion(each, user) for each in meetings.filter(group=group)]
    held = [
        meeting_as_occasion(each, user)
        for each in own_meetings(meetings, user)
        if each.my_answer != Answer.REGRETS
    ]
    registered = _registered(user)
    first = local(since).date()
    held += [
        conference_as_occasion(each, is_open=each.pk not in registered)
        for each in _conferences(user).filter(ends_on__gt=first)
    ]
    return held + [session_as_occasion(each) for each in own_sessions(user, since=first)]


def keys_of(user) -> QuerySet[CalendarKey]:
    """The addresses that a member has made, one's own calendar first."""
    found = CalendarKey.objects.filter(person=user.pk).select_related("group")
    return found.order_by("group__name_key", "pk")


def reader_behind(token: str) -> tuple[User, Group | None] | None:
    """Whose an address is, as they stand now, and which group's; None for one that is not in use."""
    key = CalendarKey.objects.filter(token_hash=hash_of(token)).select_related("group").first()
    if key is None:
        return None
    reader = read_anew([key.person_id]).get(key.person_id)
    return (reader, key.group) if reader is not None else None


def _shown(user) -> QuerySet[Meeting]:
    """Drafts are in nobody's calendar, not even in their planner's."""
    return meetings_for(user).filter(state__in=sorted(SHOWN))


def _conferences(user) -> QuerySet[Conference]:
    return conferences_for(user).filter(state__in=sorted(CONFERENCES_SHOWN))


def _registered(user) -> set[int]:
    """The conferences that the reader is registered for."""
    own = registrations_for(user).filter(person=user.pk, state=RegistrationState.CONFIRMED)
    return set(own.values_list("conference_id", flat=True))


def _meeting(meeting: Meeting) -> Entry:
    return Entry(
        title=meeting.title,
        url=meeting.get_absolute_url(),
        kind=Kind(meeting.kind),
        first_day=local(meeting.starts_at).date(),
        last_day=local(meeting.ends_at - timedelta(seconds=1)).date(),
        hours=meeting.hours,
        group=meeting.group.name,
        place=meeting.place_name,
        answer=meeting.my_answer or "",
        is_cancelled=meeting.state == State.CANCELLED,
    )


def _conference(conference: Conference, is_registered: bool) -> Entry:
    return Entry(
        title=conference.title,
        url=reverse("conference:home"),
        kind=Kind.CONFERENCE,
        first_day=conference.starts_on,
        last_day=conference.ends_on,
        hours="",
        group="",
        place=conference.venue,
        answer=Answer.COMING if is_registered else "",
        is_cancelled=conference.state == ConferenceState.CANCELLED,
    )
