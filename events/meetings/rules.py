"""Who sees, plans and attends meetings."""

from django.db.models import Q

from members.people.enums import Permission
from members.people.rules import is_member, may, standing

from .enums import SHOWN
from .models import Meeting


def may_run(user, group) -> bool:
    """Plan, publish, cancel and close the group's meetings: its coordinator, or the secretariat."""
    return is_member(user) and may(user, Permission.RUN_GROUP_MEETINGS, group)


def may_view(user, meeting: Meeting) -> bool:
    """Members see every meeting that was published, of whatever group; a draft, those who plan it."""
    if meeting.state in SHOWN:
        return may(user, Permission.ENTER_MEMBERS_ROOMS)
    return may_run(user, meeting.group)


def may_sign_up(user) -> bool:
    return may(user, Permission.SIGN_UP)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return Q(pk__in=[])
    shown = Q(state__in=sorted(SHOWN))
    if may(user, Permission.MANAGE_MEETINGS):
        return Q()
    return shown | Q(group__in=sorted(standing(user).groups))
