"""What an address names, as far as its reader may have it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from events.courses import rules as courses
from events.courses.models import Course, CourseDate

from .. import rules


def course_seen_by(user, pk: int) -> Course:
    found = Course.objects.filter(courses.viewable(user)).select_related("group")
    return get_object_or_404(found.distinct(), pk=pk)


def course_run_by(user, pk: int) -> Course:
    """The course, if this person runs it: 404 to whom may not see it, 403 to whom may only read."""
    course = course_seen_by(user, pk)
    if not rules.may_issue(user, course):
        raise PermissionDenied
    return course


def course_ticked_by(user, pk: int) -> Course:
    """The course, if this person runs or teaches it."""
    course = course_seen_by(user, pk)
    if not rules.may_see_attendance(user, course):
        raise PermissionDenied
    return course


def date_ticked_by(user, pk: int, date_id: int) -> CourseDate:
    course = course_ticked_by(user, pk)
    date = get_object_or_404(course.dates, pk=date_id)
    date.course = course
    return date
