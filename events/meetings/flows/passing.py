"""A meeting, or a point of one, goes to somebody else."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail

from ..models import AgendaItem, Meeting


@transaction.atomic
def pass_meeting(*, person: User, number: int, to: User | None, by) -> None:
    """Somebody else sees to a meeting that this person has planned, or nobody yet. Safe to repeat."""
    for meeting in Meeting.objects.filter(pk=number, planned_by=person):
        Meeting.objects.filter(pk=meeting.pk).update(planned_by=to)
        trail.record("meetings.passed_on", on=meeting, by=by, about=to)


@transaction.atomic
def pass_point(*, person: User, number: int, to: User | None, by) -> None:
    """Somebody else brings a point that this person was to bring, or nobody yet. Safe to repeat."""
    for point in AgendaItem.objects.filter(pk=number, owner=person):
        AgendaItem.objects.filter(pk=point.pk).update(owner=to)
        trail.record("meetings.point_passed_on", on=point.meeting, by=by, about=to)
