"""The rows that the figures are counted out of: meetings, those of them that can be held against the rhythm,
and who came to them. A figure is nothing but how many rows there are, and its page lists the same."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone

from events.meetings.enums import Answer, State
from events.meetings.models import Meeting, SignUp
from events.meetings.queries import groups_run_by
from events.minutes.models import Attendance
from members.groups.models import Group
from members.municipalities.models import Municipality
from members.people.models import Post
from portal.kit.dates import local

from .queries import rhythm_of
from .rhythm import Half, is_in_time


@dataclass(frozen=True)
class Judged:
    """A meeting that had one before it, and whether it came as soon after that as the rhythm wants."""

    meeting: Meeting
    before: Meeting
    in_time: bool


@dataclass(frozen=True)
class Came:
    """One person at one meeting, with the municipality in which they were in post on the day."""

    meeting: Meeting
    person: int
    place: Municipality


@dataclass(frozen=True)
class Counted:
    """All rows of some groups, in the order of time."""

    groups: list[Group]
    held: list[Meeting]
    planned: list[Meeting]
    judged: list[Judged]
    came: list[Came]


def day_of(meeting: Meeting) -> date:
    return local(meeting.starts_at).date()


def half_of(meeting: Meeting) -> Half:
    return Half.of(day_of(meeting))


def counted_for(user, *, only: Group | None = None, now: datetime | None = None) -> Counted:
    """The rows of the groups whose meetings the reader runs, or of one of them, in a constant number of
    queries."""
    now = now or timezone.now()
    groups = [each for each in groups_run_by(user) if only is None or each == only]
    meetings = list(
        Meeting.objects.filter(group__in=groups, state__in=[State.PUBLISHED, State.HELD])
        .select_related("group")
        .order_by("starts_at", "pk")
    )
    held = [each for each in meetings if each.starts_at <= now]
    planned = [each for each in meetings if each.starts_at > now]
    return Counted(groups, held, planned, _judged(held), _came(held))


def _judged(held: list[Meeting]) -> list[Judged]:
    of_group: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in held:
        of_group[meeting.group_id].append(meeting)
    found = [
        Judged(later, earlier, is_in_time(day_of(earlier), day_of(later), rhythm_of(later.group)))
        for meetings in of_group.values()
        for earlier, later in pairwise(meetings)
    ]
    return sorted(found, key=lambda each: (each.meeting.starts_at, each.meeting.pk))


def _came(held: list[Meeting]) -> list[Came]:
    """Who came to past meetings, by municipality; whose name has been forgotten is not counted."""
    by_number = {each.pk: each for each in held}
    rows = _people_at(by_number)
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(person__in={person for _m, person in rows}).select_related(
        "municipality"
    ):
        assert post.person_id is not None, "asked for by the person"
        posts[post.person_id].append(post)
    found = []
    for number, person in rows:
        meeting = by_number[number]
        on_that_day = [each for each in posts[person] if each.is_current(day_of(meeting))]
        if on_that_day:
            found.append(Came(meeting, person, on_that_day[0].municipality))
    return sorted(found, key=lambda each: (each.meeting.starts_at, each.meeting.pk))


def _people_at(meetings: Collection[int]) -> list[tuple[int, int]]:
    """(meeting, person) of all who were ticked as come; where nobody was ticked, of those signed up. The same
    as `minutes.queries.who_came`, of many meetings and with those who have left since."""
    ticks = Attendance.objects.filter(meeting__in=meetings)
    ticked = set(ticks.values_list("meeting", flat=True))
    signed_up = SignUp.objects.filter(meeting__in=meetings, state=Answer.COMING)
    rows = [
        *ticks.filter(came=True, person__isnull=False).values_list("meeting", "person"),
        *(
            row
            for row in signed_up.filter(person__isnull=False).values_list("meeting", "person")
            if row[0] not in ticked
        ),
    ]
    return [(meeting, person) for meeting, person in rows if person is not None]
