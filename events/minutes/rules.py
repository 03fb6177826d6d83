"""Who ticks, writes, reads and comments."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from events.meetings.enums import Answer, State
from events.meetings.models import Meeting, SignUp
from events.meetings.rules import may_run
from members.people.enums import Permission
from members.people.rules import is_member, may, standing

from .enums import GIVEN, Phase
from .models import Attendance, Minutes, Section, ToDo

#: So long before a meeting begins, its list is opened and its minutes can be prepared.
EARLY = timedelta(hours=1)
#: So long after the last keystroke somebody still counts as writing.
CLAIM = timedelta(minutes=2)
#: Meetings that take place or have done so.
STANDING = (State.PUBLISHED, State.HELD)


def is_near(meeting: Meeting, now: datetime | None = None) -> bool:
    """Whether the meeting stands, and begins within the hour or has begun."""
    return meeting.state in STANDING and meeting.starts_at - EARLY <= (now or timezone.now())


def may_write(user, minutes: Minutes) -> bool:
    """Whoever runs the meeting, and the colleague named as writing with them."""
    if may_run(user, minutes.meeting.group):
        return True
    return is_member(user) and minutes.co_writer_id == user.pk


def came_to(user) -> Q:
    """The condition "this person was there" for meetings: ticked as come, or signed up where nobody
    has been ticked."""
    ticked = Attendance.objects.filter(came=True, person=user.pk)
    coming = SignUp.objects.filter(state=Answer.COMING, person=user.pk)
    return Q(pk__in=ticked.values("meeting")) | (
        Q(pk__in=coming.values("meeting")) & ~Q(pk__in=Attendance.objects.values("meeting"))
    )


def was_there(user, meeting: Meeting) -> bool:
    return Meeting.objects.filter(came_to(user), pk=meeting.pk).exists()


def may_view(user, minutes: Minutes) -> bool:
    """Final minutes are every member's; while they are commented on, those who were there read them;
    before that, their writers alone."""
    if may_write(user, minutes):
        return True
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return False
    if minutes.phase == Phase.FINAL:
        return True
    return minutes.phase == Phase.COMMENTS and was_there(user, minutes.meeting)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists of minutes."""
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return Q(pk__in=[])
    if may(user, Permission.MANAGE_MEETINGS):
        return Q()
    there = Meeting.objects.filter(came_to(user)).values("pk")
    return (
        Q(phase=Phase.FINAL)
        | Q(meeting__group__in=sorted(standing(user).groups))
        | Q(co_writer=user.pk)
        | Q(phase=Phase.COMMENTS, meeting__in=there)
    )


def may_comment(user, minutes: Minutes) -> bool:
    return minutes.phase == Phase.COMMENTS and may_view(user, minutes)


def may_see_todo(user, todo: ToDo) -> bool:
    """Its owner once it has been given, and whoever may read the minutes that it stands in."""
    minutes = todo.section.minutes
    if is_member(user) and todo.owner_id == user.pk and minutes.phase in GIVEN:
        return True
    return may_view(user, minutes)


def may_do(user, todo: ToDo) -> bool:
    """Tick it done or undone: its owner, and the minutes' writers for whoever has none."""
    if may_write(user, todo.section.minutes):
        return True
    return is_member(user) and todo.owner_id == user.pk and may_see_todo(user, todo)


def is_claimed(section: Section, *, by_another_than, now: datetime | None = None) -> bool:
    """Whether somebody else has written in it during the last two minutes."""
    return (
        section.claimed_by_id is not None
        and section.claimed_by_id != by_another_than.pk
        and section.claimed_at is not None
        and section.claimed_at > (now or timezone.now()) - CLAIM
    )
