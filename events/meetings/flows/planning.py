"""From a draft to the day: what those do who run a group's meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.groups.models import Group
from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import Change, MeetingKind, State
from ..models import Meeting
from ..signals import meeting_published
from . import seats
from .setting import Point, set_points

__all__ = ["Facts", "Point", "cancel", "change", "discard", "plan", "publish"]


@dataclass(frozen=True)
class Facts:
    """Everything about a meeting but its agenda; a form's cleaned data, by name."""

    title: str
    host: Municipality
    starts_at: datetime
    ends_at: datetime
    summary: str = ""
    place_name: str = ""
    place_address: str = ""
    place_room: str = ""
    accessibility: str = ""
    online_url: str = ""
    signup_closes_at: datetime | None = None
    capacity: int | None = None


#: What those who come have in their calendars, by what they are told of when it is another.
IN_THE_CALENDAR = {
    Change.TIME: ("starts_at", "ends_at"),
    Change.PLACE: ("place_name", "place_address", "place_room"),
    Change.LINK: ("online_url",),
}


@transaction.atomic
def plan(
    *,
    group: Group,
    facts: Facts,
    agenda: Iterable[Point] = (),
    key: UUID | None = None,
    at: datetime | None = None,
    by,
) -> Meeting:
    """A draft for the group. The same key again gives the same draft; `at` dates an older one."""
    _refuse_cpr(facts)
    stop_if(problems.to_run(group, by))
    now = at or timezone.now()
    meeting, created = Meeting.objects.get_or_create(
        idempotency_key=key or uuid4(),
        defaults={
            **vars(facts),
            "group": group,
            "kind": MeetingKind(group.kind),
            "planned_by": by,
            "created_at": now,
            "changed_at": now,
        },
    )
    if created:
        set_points(meeting=meeting, points=agenda, by=by)
        trail.record("meetings.planned", on=meeting, by=by, group=group.pk)
    return meeting


@transaction.atomic
def change(*, meeting: Meeting, facts: Facts, agenda: Iterable[Point], by) -> Meeting:
    """New facts, and the agenda brought to what its rows say (`setting.set_points`).

    Those who come, perhaps come or wait are told what is another of time, place
    and link. New seats go to the first in line; when the room is given up, all who come do so online."""
    _refuse_cpr(facts)
    points = list(agenda)
    before = _locked(meeting)
    stop_if(problems.to_change(before, by, facts) + problems.to_set_points(before, points))
    changes = [
        change
        for change, names in IN_THE_CALENDAR.items()
        if any(getattr(before, name) != getattr(facts, name) for name in names)
    ]
    now = timezone.now()
    if before.place_name and not facts.place_name:
        seats.leave_the_room(before, now)
    Meeting.objects.filter(pk=before.pk).update(
        **vars(facts), changed_at=now, sequence=F("sequence") + 1
    )
    meeting = seats.fresh(before)
    set_points(meeting=meeting, points=points, by=by)
    trail.record("meetings.changed", on=meeting, by=by, moved=bool(changes))
    if Change.TIME in changes:
        meeting.signups.update(reminded_at=None, link_sent_at=None)
    if Change.LINK in changes:
        meeting.signups.update(link_sent_at=None)
    if changes and meeting.is_open:
        notices.tell_moved(before, meeting, changes, by=by)
    seats.pass_on(meeting, now, by)
    return meeting


@transaction.atomic
def publish(*, meeting: Meeting, at: datetime | None = None, quietly: bool = False, by) -> Meeting:
    """Show it to all members and tell the group's. `at` dates the publishing of a meeting of earlier days,
    which is no news to anyone."""
    meeting = _locked(meeting)
    now = at or timezone.now()
    stop_if(problems.to_publish(meeting, by, now))
    _set(meeting, state=State.PUBLISHED, published_at=now, changed_at=now)
    trail.record("meetings.published", on=meeting, by=by)
    if not quietly and meeting.is_open:
        notices.tell_published(meeting, by=by)
        meeting_published.send(sender=Meeting, meeting=meeting, by=by)
    return meeting


@transaction.atomic
def discard(*, meeting: Meeting, by) -> None:
    """Throw a draft away; what has been published is cancelled instead."""
    meeting = _locked(meeting)
    stop_if(problems.to_discard(meeting, by))
    trail.record("meetings.discarded", on=meeting, by=by)
    meeting.delete()


@transaction.atomic
def cancel(*, meeting: Meeting, at: datetime | None = None, by) -> Meeting:
    """Call it off and tell those who come; the page stays, so that old links say why."""
    meeting = _locked(meeting)
    stop_if(problems.to_cancel(meeting, by))
    now = at or timezone.now()
    _set(
        meeting,
        state=State.CANCELLED,
        cancelled_at=now,
        changed_at=now,
        sequence=F("sequence") + 1,
    )
    trail.record("meetings.cancelled", on=meeting, by=by)
    notices.tell_cancelled(meeting, by=by)
    return meeting


def _locked(meeting: Meeting) -> Meeting:
    """The row as it is, held until the transaction ends."""
    seats.lock(meeting)
    return seats.fresh(meeting)


def _set(meeting: Meeting, **values) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(**values)
    meeting.refresh_from_db(fields=list(values))


def _refuse_cpr(facts: Facts) -> None:
    refuse_cpr(
        facts.title,
        facts.summary,
        facts.place_name,
        facts.place_address,
        facts.place_room,
        facts.accessibility,
    )
