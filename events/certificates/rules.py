"""Who ticks, who issues, and who sees which certificate inside the portal."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from events.conference.rules import may_manage
from events.courses.enums import State
from events.courses.models import Course, CourseDate
from events.courses.rules import may_run, may_tick
from members.people.enums import Permission
from members.people.rules import is_member, may, standing

from .enums import EARLY
from .models import Certificate

#: Courses that take place or have done so.
STANDING = frozenset({State.PUBLISHED, State.HELD})


def is_near(date: CourseDate, now: datetime | None = None) -> bool:
    """Whether the date stands, and begins within the hour or has begun."""
    return date.course.state in STANDING and date.starts_at - EARLY <= (now or timezone.now())


def may_see_attendance(user, course: Course) -> bool:
    """Those who run it and those who teach it."""
    return may_tick(user, course)


def may_issue(user, course: Course) -> bool:
    return may_run(user, course)


def may_issue_of(user, certificate: Certificate) -> bool:
    """Whether this person runs what the certificate is of."""
    if certificate.course is not None:
        return may_run(user, certificate.course)
    return may_manage(user)


def may_view(user, certificate: Certificate) -> bool:
    """Its holder, and those who run the course, or manage conferences."""
    if not user.is_authenticated:
        return False
    if certificate.person_id is not None and certificate.person_id == user.pk:
        return True
    return may_issue_of(user, certificate)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    found = Q(person=user.pk)
    if is_member(user):
        if may_manage(user):
            found |= Q(conference__isnull=False)
        if may(user, Permission.MANAGE_MEETINGS):
            return found | Q(course__isnull=False)
        found |= Q(course__group__in=sorted(standing(user).groups))
    return found
