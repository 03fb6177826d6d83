"""Courses that a member has planned or teaches, offered for handing over."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people import duties
from members.people.duties import Duty, Held
from members.people.models import User

from .enums import State
from .flows import passing
from .models import Course, Teacher

ALIVE = (State.DRAFT, State.PUBLISHED)


def courses_of(person: User) -> Iterable[Held]:
    """The courses that a person has planned and that are not over."""
    for course in Course.objects.filter(
        planned_by=person, state__in=ALIVE, ends_at__gt=timezone.now()
    ):
        yield Held(course.pk, f"{course.title}, {course.period}", course.get_absolute_url())


def teaching_of(person: User) -> Iterable[Held]:
    """The courses that a person teaches and that are not over."""
    for teacher in Teacher.objects.filter(
        person=person, course__state__in=ALIVE, course__ends_at__gt=timezone.now()
    ).select_related("course"):
        course = teacher.course
        yield Held(teacher.pk, f"{course.title}, {course.period}", course.get_absolute_url())


def offer() -> None:
    duties.offer("course", Duty(_("Course planned"), courses_of, passing.pass_course))
    duties.offer("teaching", Duty(_("Course taught"), teaching_of, passing.pass_teaching))
