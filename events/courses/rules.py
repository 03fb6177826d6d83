"""Who sees, runs, teaches and takes courses."""

from django.db.models import Q

from members.people.enums import Permission
from members.people.rules import is_member, may, standing

from .enums import SHOWN
from .models import Course


def may_run_in(user, group) -> bool:
    """Plan a group's courses: its coordinator, or the secretariat, which alone plans those of the whole
    network (`group` None)."""
    if group is None:
        return is_member(user) and may(user, Permission.MANAGE_MEETINGS)
    return is_member(user) and may(user, Permission.RUN_GROUP_MEETINGS, group)


def may_run(user, course: Course) -> bool:
    """Plan, publish, cancel it and see who has signed up."""
    return may_run_in(user, course.group)


def teaches(user, course: Course) -> bool:
    """Whether the person is one of its teachers and still a member."""
    return is_member(user) and course.teachers.filter(person=user).exists()


def may_tick(user, course: Course) -> bool:
    """See who has signed up and tick who came: those who run it and those who teach it."""
    return may_run(user, course) or teaches(user, course)


def may_view(user, course: Course) -> bool:
    """Members see every course that was announced; a draft, those who plan or teach it."""
    if course.state in SHOWN:
        return may(user, Permission.ENTER_MEMBERS_ROOMS)
    return may_tick(user, course)


def may_sign_up(user) -> bool:
    return may(user, Permission.SIGN_UP)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not is_member(user) or not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return Q(pk__in=[])
    if may(user, Permission.MANAGE_MEETINGS):
        return Q()
    return (
        Q(state__in=sorted(SHOWN))
        | Q(group__in=sorted(standing(user).groups))
        | Q(pk__in=Course.objects.filter(teachers__person=user.pk).values("pk"))
    )
