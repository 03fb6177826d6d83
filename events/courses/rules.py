"""Who sees, runs, teaches and takes courses."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from members.people.enums import Permission
from members.people.rules import is_member, may, standing

from .enums import SHOWN, Place, State
from .models import Course

#: How long before each date those who are signed up get to see the link to it.
LINK_SHOWN = timedelta(hours=24)


def may_run_in(user, group) -> bool:
    """Plan a group's courses: its coordinator, or the secretariat, which alone plans those of the whole
    network (`group` None)."""
    if group is None:
        return is_member(user) and may(user, Permission.MANAGE_MEETINGS)
    return is_member(user) and may(user, Permission.RUN_GROUP_MEETINGS, group)


def may_run(user, course: Course) -> bool:
    """Plan, publish, cancel it and see who has signed up."""
    return may_run_in(user, course.group)


def may_run_any(user) -> bool:
    """Whether there is anything this person may plan a course for."""
    return may_run_in(user, None) or (is_member(user) and bool(standing(user).groups))


def teaches(user, course: Course) -> bool:
    """Whether the person is one of its teachers and still a member."""
    if not is_member(user):
        return False
    # Lists have the teachers at hand, and then this costs no query.
    return any(each.person_id == user.pk for each in course.teachers.all())


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


def link_is_shown(course: Course, now: datetime | None = None) -> bool:
    """Whether the link is out among those who are signed up: from a day before each date until it ends. The
    dates are read from `course.dates`, which lists have at hand."""
    now = now or timezone.now()
    return (
        bool(course.online_url)
        and course.state == State.PUBLISHED
        and any(each.starts_at - LINK_SHOWN <= now < each.ends_at for each in course.dates.all())
    )


def may_see_link(user, course: Course, place: str | None, now: datetime | None = None) -> bool:
    """The link to the online course: those who run or teach it always, those who are signed up (whose `place`
    says so) while it is shown. Page, mail and calendar file all ask here."""
    if not course.online_url:
        return False
    if may_run(user, course) or teaches(user, course):
        return True
    return place == Place.ENROLLED and link_is_shown(course, now) and may_view(user, course)


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
