"""How the groups stand, for a reader, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from events.meetings.enums import State
from events.meetings.models import Meeting
from events.meetings.queries import groups_run_by
from members.groups.models import Group
from members.people.enums import Permission, Role
from members.people.models import RoleGrant, User
from members.people.queries import in_force, members
from members.people.rules import is_member, may, standing
from portal.kit.dates import local

from .enums import Standing
from .rhythm import Cadence, Rhythm, stand


@dataclass(frozen=True)
class Term:
    """A coordinator with the days from and until which they run the group."""

    person: User
    starts_on: date
    ends_on: date | None


@dataclass
class Line:
    """One group: how it stands, and who is responsible."""

    group: Group
    cadence: Cadence
    coordinators: list[Term] = field(default_factory=list)
    last: Meeting | None = None
    next: Meeting | None = None


def rhythm_of(group: Group) -> Rhythm:
    return Rhythm(group.rhythm_from_weeks, group.rhythm_to_weeks)


def lines(groups: Iterable[Group], now: datetime | None = None) -> list[Line]:
    """How each of these groups stands at a moment, in the order given."""
    now = now or timezone.now()
    groups = list(groups)
    keys = [group.pk for group in groups]
    last, coming = _meetings(keys, now)
    since = dict(
        RoleGrant.objects.filter(role=Role.COORDINATOR, group_id__in=keys)
        .values_list("group_id")
        .annotate(first=Min("starts_on"))
    )
    terms = _terms(keys)
    return [
        Line(
            group,
            stand(
                rhythm_of(group),
                last=_day(last.get(group.pk)),
                next=_day(coming.get(group.pk)),
                since=since.get(group.pk),
                today=timezone.localdate(now),
            ),
            terms.get(group.pk, []),
            last.get(group.pk),
            coming.get(group.pk),
        )
        for group in groups
    ]


def _day(meeting: Meeting | None) -> date | None:
    return local(meeting.starts_at).date() if meeting else None


def _meetings(groups: list[int], now: datetime) -> tuple[dict, dict]:
    """Each group's last meeting and its next one: what was announced counts as held when it has begun."""
    shown = Meeting.objects.filter(group__in=groups, state__in=[State.PUBLISHED, State.HELD])
    begun = shown.filter(starts_at__lte=now)
    ahead = shown.filter(starts_at__gt=now, state=State.PUBLISHED)
    last = begun.values("group").annotate(at=Max("starts_at"))
    coming = ahead.values("group").annotate(at=Min("starts_at"))
    return (
        _by_group(begun.filter(starts_at__in=last.values("at"))),
        _by_group(ahead.filter(starts_at__in=coming.values("at")).order_by("-starts_at", "-pk")),
    )


def _by_group(meetings: QuerySet[Meeting]) -> dict[int, Meeting]:
    """One for each group: of several the one that comes last in the order."""
    return {meeting.group_id: meeting for meeting in meetings}


def _terms(groups: list[int]) -> dict[int, list[Term]]:
    found: dict[int, list[Term]] = {}
    grants = (
        RoleGrant.objects.filter(in_force(), role=Role.COORDINATOR, group_id__in=groups)
        .filter(person__in=members())
        .select_related("person")
        .order_by("person__name_key", "pk")
    )
    for grant in grants:
        assert grant.group_id is not None, "a coordinator's role has its group"
        found.setdefault(grant.group_id, []).append(
            Term(grant.person, grant.starts_on, grant.ends_on)
        )
    return found


def lines_for(user, now: datetime | None = None) -> list[Line]:
    """How the groups stand that this person runs: all of them for whoever manages meetings."""
    return lines(groups_run_by(user), now)


def own_lines(user, now: datetime | None = None) -> list[Line]:
    """How the groups stand that this person coordinates."""
    numbers = standing(user).groups if is_member(user) else frozenset()
    if not numbers:
        return []
    return lines(Group.objects.filter(pk__in=sorted(numbers)), now)


def waiting_for(user) -> list[Line]:
    """The reader's own groups that should meet and have nothing announced; for *Min side*."""
    return [
        line
        for line in own_lines(user)
        if line.cadence.standing != Standing.ON_TIME and line.next is None
    ]


def overdue_count(user) -> int:
    """How many groups are overdue, for the secretariat's menu."""
    if not may(user, Permission.MANAGE_MEETINGS):
        return 0
    return sum(line.cadence.standing == Standing.OVERDUE for line in lines_for(user))
