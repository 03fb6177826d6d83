"""What an address names, as far as its reader may have it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from events.meetings.models import Meeting
from events.meetings.queries import meetings_for
from events.meetings.rules import may_run

from .. import queries, rules
from ..models import Minutes, Section, ToDo


def meeting_run_by(user, pk: int) -> Meeting:
    """The meeting, if this person runs it: 404 to whom may not see it, 403 to whom may only read."""
    meeting = get_object_or_404(meetings_for(user), pk=pk)
    if not may_run(user, meeting.group):
        raise PermissionDenied
    return meeting


def minutes_read_by(user, pk: int) -> Minutes:
    """The minutes of meeting `pk`; 404 to whom may not read them, as if there were none."""
    return get_object_or_404(queries.minutes_for(user), meeting=pk)


def minutes_written_by(user, pk: int) -> Minutes:
    """The minutes, for those who write them; 403 to whom may only read."""
    minutes = minutes_read_by(user, pk)
    if not rules.may_write(user, minutes):
        raise PermissionDenied
    return minutes


def section_of(minutes: Minutes, order: int) -> Section:
    section = get_object_or_404(
        minutes.sections.select_related("saved_by", "claimed_by"), order=order
    )
    section.minutes = minutes
    return section


def todo_seen_by(user, pk: int) -> ToDo:
    todo = queries.todos_for(user).filter(pk=pk).first()
    if todo is None:
        raise Http404
    return todo
