"""A course, or the teaching of one, goes to somebody else."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail

from ..models import Course, Teacher
from .indexing import index


@transaction.atomic
def pass_course(*, person: User, number: int, to: User | None, by) -> None:
    """Somebody else sees to a course that this person has planned, or nobody yet. Safe to repeat."""
    for course in Course.objects.filter(pk=number, planned_by=person):
        Course.objects.filter(pk=course.pk).update(planned_by=to)
        trail.record("courses.passed_on", on=course, by=by, about=to)


@transaction.atomic
def pass_teaching(*, person: User, number: int, to: User | None, by) -> None:
    """Somebody else teaches a course that this person was to teach, or nobody yet. Safe to repeat; whoever
    teaches it already goes on alone."""
    for teacher in Teacher.objects.filter(pk=number, person=person).select_related("course"):
        course = teacher.course
        if to is None or course.teachers.filter(person=to).exists():
            teacher.delete()
        else:
            Teacher.objects.filter(pk=teacher.pk).update(person=to)
        index(course)
        trail.record("courses.teaching_passed_on", on=course, by=by, about=to)
