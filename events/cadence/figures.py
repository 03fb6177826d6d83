"""Meetings, attendance and rhythm by half year. Every figure is how many rows of `counted` there are, so that
each leads to them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from members.groups.models import Group
from members.municipalities.models import Municipality

from .counted import counted_for, half_of
from .rhythm import Half, halves_until

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
    attendance: list[tuple[Municipality, list[tuple[Half, int]]]]


def figures_for(user, *, only: Group | None = None, now: datetime | None = None) -> Figures:
    """The figures of the groups whose meetings the reader runs, or of one of them, in a constant number of
    queries."""
    now = now or timezone.now()
    rows = counted_for(user, only=only, now=now)
    halves = halves_until(Half.of(timezone.localdate(now)).after, SHOWN)
    held = Counter((each.group_id, half_of(each)) for each in rows.held)
    planned = Counter((each.group_id, half_of(each)) for each in rows.planned)
    judged = Counter((each.meeting.group_id, half_of(each.meeting)) for each in rows.judged)
    in_time = Counter(
        (each.meeting.group_id, half_of(each.meeting)) for each in rows.judged if each.in_time
    )
    came = Counter((each.place.pk, half_of(each.meeting)) for each in rows.came)
    places = {each.place.pk: each.place for each in rows.came}.values()

    def kept(half: Half, *groups: Group) -> Kept:
        keys = [(group.pk, half) for group in groups]
        return Kept(half, sum(in_time[key] for key in keys), sum(judged[key] for key in keys))

    return Figures(
        halves,
        [
            (group, [Held(half, held[group.pk, half], planned[group.pk, half]) for half in halves])
            for group in rows.groups
        ],
        [kept(half, *rows.groups) for half in halves],
        [(group, [kept(half, group) for half in halves]) for group in rows.groups],
        [
            (place, [(half, came[place.pk, half]) for half in halves])
            for place in sorted(places, key=lambda each: (each.name_key, each.pk))
        ],
    )
