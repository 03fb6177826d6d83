"""Who sees, makes and answers a poll. Its names are the group's own, and the secretariat's."""

from django.db.models import Q

from events.meetings.rules import may_run
from members.groups.queries import own_group_numbers
from members.people.enums import Permission
from members.people.rules import is_member, may, standing

from .models import Poll

__all__ = ["may_answer", "may_run", "may_view", "viewable"]


def own_groups(user) -> set[int]:
    """The numbers of the groups whose polls ask this person: those one belongs to or coordinates."""
    if not is_member(user):
        return set()
    return own_group_numbers(user) | standing(user).groups


def may_answer(user, poll: Poll) -> bool:
    """Whether the person is asked: a member of the group today, or its coordinator."""
    return poll.group_id in own_groups(user)


def may_view(user, poll: Poll) -> bool:
    """The group and whoever runs its meetings; to all others there is no such poll."""
    return may_answer(user, poll) or may_run(user, poll.group)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not is_member(user):
        return Q(pk__in=[])
    if may(user, Permission.MANAGE_MEETINGS):
        return Q()
    return Q(group__in=sorted(own_groups(user)))
