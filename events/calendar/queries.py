"""What a reader's calendar holds, and whose an address is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.conference.calendar import occasion_of as conference_as_occasion
from events.conference.calendar import session_as_occasion
from events.conference.enums import SHOWN as CONFERENCES_SHOWN
from events.conference.enums import RegistrationState
from events.conference.enums import State as ConferenceState
from events.conference.models import Conference
from events.conference.queries import conferences_for, own_sessions, registrations_for
from events.courses.calendar import occasions_of as course_as_occasions
from events.courses.enums import SHOWN as COURSES_SHOWN
from events.courses.enums import Place
from events.courses.enums import State as CourseState
from events.courses.models import Course, CourseDate
from events.courses.queries import courses_for, of_own_groups, taken_or_taught
from events.courses.rules import teaches
from events.meetings.calendar import occasion_of as meeting_as_occasion
from events.meetings.enums import SHOWN, Answer, State
from events.meetings.models import Meeting
from events.meetings.queries import meetings_for, own_meetings
from events.occasions import Occasion
from events.possible import Possible, possible_for
from members.groups.models import Group
from members.groups.queries import own_group_numbers
from members.people.models import User
from members.people.rules import is_member, read_anew, standing
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
    #: Nobody has decided yet: a time that a group is asked about.
    is_possible: bool = False

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
    user, first: date, last: date, *, group: int | None = None, own=False, possible=False
) -> list[Entry]:
    """All that is held between two days (both included) and that the reader may see, in order: of all, of
    one's own groups and what one comes to, or of one group. With `possible` also the times that a group is
    asked about, and nobody has decided on."""
    begin = datetime.combine(first, time(), tzinfo=COPENHAGEN)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=COPENHAGEN)
    meetings = _shown(user).filter(starts_at__lt=end, ends_at__gt=begin)
    if own:
        meetings = own_meetings(meetings, user)
    if group is not None:
        meetings = meetings.filter(group=group)
    courses = _courses(user).filter(starts_at__lt=end, ends_at__gt=begin)
    if own:
        courses = of_own_groups(courses, user)
    if group is not None:
        courses = courses.filter(group=group)
    conferences: Iterable[Conference] = ()
    if group is None:
        conferences = _conferences(user).filter(starts_on__lte=last, ends_on__gte=first)
    registered = _registered(user) if group is None else set()
    found = [_meeting(each) for each in meetings]
    found += [
        _course(each, date, user)
        for each in courses
        for date in each.dates.all()
        if date.starts_at < end and date.ends_at > begin
    ]
    found += [_conference(each, each.pk in registered) for each in conferences]
    if possible:
        mine = own_group_numbers(user) | standing(user).groups if own else None
        found += [
            _possible(each)
            for each in possible_for(user, begin, end)
            if group in (None, each.group.pk) and (mine is None or each.group.pk in mine)
        ]
    return sorted(found, key=lambda entry: (entry.first_day, entry.hours, entry.title))


def occasions_for(
    user, *, group: Group | None = None, now: datetime | None = None
) -> list[Occasion]:
    """What a subscribed calendar holds: of one group, or of the reader's own groups with all that they come
    to, each date of the courses they take or teach, and the annual conference, without what they have sent
    regrets to. Times that a group is only asked about stand in one's own, and only those on which one has
    said that one can: they are to be kept free, the others would fill the calendar with what does not
    concern its owner."""
    if not is_member(user):
        return []
    since = (now or timezone.now()) - LOOKS_BACK
    meetings = _shown(user).filter(ends_at__gt=since)
    if group is not None:
        return [
            *(meeting_as_occasion(each, user) for each in meetings.filter(group=group)),
            *_dates(_courses(user).filter(group=group), user, since),
        ]
    held = [
        meeting_as_occasion(each, user)
        for each in own_meetings(meetings, user)
        if each.my_answer != Answer.REGRETS
    ]
    held += [_possible_occasion(each) for each in possible_for(user, since) if each.can]
    held += _dates(taken_or_taught(_courses(user), user), user, since)
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


def _courses(user) -> QuerySet[Course]:
    return courses_for(user).filter(state__in=sorted(COURSES_SHOWN))


def _dates(courses: QuerySet[Course], user, since: datetime) -> list[Occasion]:
    return [
        occasion
        for each in courses.filter(ends_at__gt=since)
        for occasion in course_as_occasions(each, user)
    ]


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


def _possible(time: Possible) -> Entry:
    return Entry(
        title=time.title,
        url=time.path,
        kind=Kind(time.group.kind),
        first_day=local(time.starts_at).date(),
        last_day=local(time.ends_at - timedelta(seconds=1)).date(),
        hours=time.hours,
        group=time.group.name,
        place="",
        answer="",
        is_cancelled=False,
        is_possible=True,
    )


def _possible_occasion(time: Possible) -> Occasion:
    return Occasion(
        uid=time.uid,
        sequence=0,
        changed_at=time.changed_at,
        starts=time.starts_at,
        ends=time.ends_at,
        title=_("Possible date: %(title)s") % {"title": time.title},
        place="",
        text=_("The group is still looking for a date."),
        path=time.path,
        is_open=True,
    )


def _course(course: Course, date: CourseDate, user) -> Entry:
    comes = course.my_place == Place.ENROLLED or teaches(user, course)
    return Entry(
        title=course.title,
        url=course.get_absolute_url(),
        kind=Kind.COURSE,
        first_day=local(date.starts_at).date(),
        last_day=local(date.ends_at - timedelta(seconds=1)).date(),
        hours=date.hours,
        group=course.group.name if course.group is not None else "",
        place=course.place_name,
        answer=Answer.COMING if comes else "",
        is_cancelled=course.state == CourseState.CANCELLED,
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
