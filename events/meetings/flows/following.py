"""The next meeting of a series, as a draft made of the last one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if

from .. import problems, queries, rules
from ..models import Meeting
from . import planning, seats


@transaction.atomic
def plan_next(*, meeting: Meeting, at: datetime | None = None, by) -> Meeting:
    """A draft with the same facts and the skeleton of the agenda, by the group's rhythm, with the host whose
    turn it is. The place is the former host's and stays only where the host does. A series goes on once:
    asked again, the meeting that follows already is given back."""
    now = at or timezone.now()
    seats.lock(meeting)
    meeting = seats.fresh(meeting)
    stop_if(problems.to_follow(meeting, by))
    if (known := queries.next_of(meeting)) is not None:
        return known
    starts_at = rules.next_start(meeting, now)
    later = starts_at - meeting.starts_at
    hosts = queries.hosts_of(meeting.group)
    host = hosts[0].municipality if hosts else meeting.host
    stays = host == meeting.host
    draft = planning.plan(
        group=meeting.group,
        facts=planning.Facts(
            title=meeting.title,
            summary=meeting.summary,
            host=host,
            starts_at=starts_at,
            ends_at=starts_at + (meeting.ends_at - meeting.starts_at),
            place_name=meeting.place_name if stays else "",
            place_address=meeting.place_address if stays else "",
            place_room=meeting.place_room if stays else "",
            accessibility=meeting.accessibility if stays else "",
            online_url=meeting.online_url,
            signup_closes_at=meeting.signup_closes_at and meeting.signup_closes_at + later,
            capacity=meeting.capacity,
        ),
        agenda=[planning.Point(item.title, item.minutes) for item in meeting.agenda.all()],
        at=now,
        by=by,
    )
    Meeting.objects.filter(pk=draft.pk).update(follows=meeting)
    trail.record("meetings.planned_next", on=draft, by=by, follows=meeting.pk)
    return draft
