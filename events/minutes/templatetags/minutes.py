"""Attendance and minutes on the pages of meetings, which know neither."""

from django import template

from events.meetings.models import Meeting
from events.meetings.rules import may_run

from .. import queries, rules
from ..enums import Phase
from ..models import Minutes

register = template.Library()


@register.inclusion_tag("minutes/on_meeting.html", takes_context=True)
def minutes_on_meeting(context, meeting: Meeting) -> dict:
    """The way to the meeting's minutes, for whoever may read them."""
    user = context["request"].user
    return {"minutes": queries.minutes_of(user, meeting), "meeting": meeting, "Phase": Phase}


@register.inclusion_tag("minutes/on_desk.html", takes_context=True)
def minutes_on_desk(context, meeting: Meeting) -> dict:
    """What whoever runs the meeting can do about attendance and minutes, and what is open from last time."""
    user = context["request"].user
    runs = may_run(user, meeting.group)
    ahead = runs and not meeting.has_begun and meeting.state in ("draft", "published")
    return {
        "meeting": meeting,
        "minutes": queries.minutes_of(user, meeting) if runs else None,
        "near": runs and rules.is_near(meeting),
        "open_todos": queries.open_todos_of(meeting.group) if ahead else 0,
        "has_follow_up": ahead and queries.has_follow_up(meeting),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def final_minutes(meetings) -> set[int]:
    """Which of these meetings have final minutes, by their numbers, in one query."""
    numbers = [meeting.pk for meeting in meetings]
    found = Minutes.objects.filter(meeting__in=numbers, phase=Phase.FINAL)
    return set(found.values_list("meeting_id", flat=True))
