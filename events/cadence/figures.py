"""Meetings, attendance and rhythm by half year. Every figure is counted out of rows one can open."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from events.meetings.enums import Answer, State
from events.meetings.models import Meeting, SignUp
from events.meetings.queries import groups_run_by
from events.minutes.models import Attendance
from members.groups.models import Group
from members.people.models import Post
from portal.kit.dates import local

from .queries import rhythm_of
from .rhythm import Half, halves_until, kept

#: How many halves of a year are shown; the present one is the last but one, the coming one the last.
SHOWN = 5


@dataclass(frozen=True)
class Held:
    """A group's meetings in one half year: those that have begun, and those announced to come."""

    half: Half
    held: int
    planned: int


@dataclass(frozen=True)
class Kept:
    """How many meetings kept the rhythm, of how many that could."""

    half: Half
    in_time: int
    in_all: int

    @property
    def share(self) -> int | None:
        """In per cent; None where nothing could be kept."""
        return round(100 * self.in_time / self.in_all) if self.in_all else None


@dataclass(frozen=True)
class Figures:
    halves: list[Half]
    groups: list[tuple[Group, list[Held]]]
    kept: list[Kept]
    kept_by_group: list[tuple[Group, list[Kept]]]
    attendance: list[tuple[str, list[tuple[Half, int]]]]


def figures_for(user, *, only: Group | None = None, now: datetime | None = None) -> Figures:
    """The figures of the groups whose meetings the reader runs, or of one of them, in a constant number of
    queries."""
    now = now or timezone.now()
    groups = [each for each in groups_run_by(user) if only is None or each == only]
    halves = halves_until(Half.of(timezone.localdate(now)).after, SHOWN)
    meetings = list(
        Meeting.objects.filter(group__in=groups, state__in=[State.PUBLISHED, State.HELD]).only(
            "group", "starts_at", "state"
        )
    )
    held, planned = Counter[tuple[int, Half]](), Counter[tuple[int, Half]]()
    for meeting in meetings:
        counted = held if meeting.starts_at <= now else planned
        counted[meeting.group_id, Half.of(local(meeting.starts_at).date())] += 1
    by_group = [(group, _kept(group, meetings, halves, now)) for group in groups]
    return Figures(
        halves,
        [
            (group, [Held(half, held[group.pk, half], planned[group.pk, half]) for half in halves])
            for group in groups
        ],
        [
            Kept(
                half,
                sum(each[place].in_time for _group, each in by_group),
                sum(each[place].in_all for _group, each in by_group),
            )
            for place, half in enumerate(halves)
        ],
        by_group,
        _attendance([each for each in meetings if each.starts_at <= now], halves),
    )


def _kept(group: Group, meetings: list[Meeting], halves: list[Half], now: datetime) -> list[Kept]:
    days = [
        local(each.starts_at).date()
        for each in meetings
        if each.group_id == group.pk and each.starts_at <= now
    ]
    counts = kept(days, rhythm_of(group))
    return [Kept(half, *counts.get(half, (0, 0))) for half in halves]


def _attendance(
    meetings: list[Meeting], halves: list[Half]
) -> list[tuple[str, list[tuple[Half, int]]]]:
    """Who came to past meetings, by the municipality in which the person was in post on the day; whose name
    has been forgotten is not counted."""
    begun = {each.pk: local(each.starts_at).date() for each in meetings}
    came = _came(begun)
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(person__in={person for _m, person in came}).select_related(
        "municipality"
    ):
        assert post.person_id is not None, "asked for by the person"
        posts.setdefault(post.person_id, []).append(post)
    counts: Counter[tuple[str, str, Half]] = Counter()
    for meeting, person in came:
        day = begun[meeting]
        on_that_day = [each for each in posts.get(person, []) if each.is_current(day)]
        if on_that_day:
            place = on_that_day[0].municipality
            counts[place.name_key, place.name, Half.of(day)] += 1
    places = sorted({(key, name) for key, name, _half in counts})
    return [(name, [(half, counts[key, name, half]) for half in halves]) for key, name in places]


def _came(meetings: Collection[int]) -> list[tuple[int, int]]:
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
