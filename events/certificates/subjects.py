"""Courses as something to evaluate: those who came are asked, those who run a course ask, and those who run
or teach it see the answers."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from events.courses import rules as courses
from events.courses.enums import Place
from events.courses.models import Course, Enrolment
from events.evaluations import subjects
from events.evaluations.subjects import Kind, Subject
from members.groups.queries import coordinators_of
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members
from members.people.rules import is_member, may, standing

from . import queries
from .models import Attendance
from .rules import STANDING


def _course(number: int) -> Course | None:
    return Course.objects.filter(pk=number).select_related("group").first()


def find(number: int) -> Subject | None:
    course = _course(number)
    if course is None:
        return None
    return Subject(
        course.title, course.get_absolute_url(), course.ends_at, stands=course.state in STANDING
    )


def answerers(number: int):
    course = _course(number)
    return User.objects.none() if course is None else queries.participants(course)


def may_set(user, number: int) -> bool:
    course = _course(number)
    return course is not None and courses.may_run(user, course)


def may_see(user, number: int) -> bool:
    course = _course(number)
    return course is not None and courses.may_tick(user, course)


def overseers(number: int) -> Iterable[User]:
    """Those who run the course, and its teachers who are members."""
    course = _course(number)
    if course is None:
        return []
    running = coordinators_of(course.group) if course.group else User.objects.none()
    if not running.exists():
        running = holders(Permission.MANAGE_MEETINGS)
    teachers = members().filter(taught__course=course)
    return list({person.pk: person for person in [*running, *teachers]}.values())


def over(since: datetime, until: datetime) -> Iterable[int]:
    return Course.objects.filter(
        state__in=sorted(STANDING), ends_at__gt=since, ends_at__lte=until
    ).values_list("pk", flat=True)


def taken_by(user) -> Iterable[int]:
    """The courses whose participants the person is one of; see `queries.participants`."""
    came = Attendance.objects.filter(came=True, person=user.pk)
    enrolled = Enrolment.objects.filter(place=Place.ENROLLED, person=user.pk)
    ticked = Attendance.objects.values("date__course")
    found = Q(pk__in=came.values("date__course")) | (
        Q(pk__in=enrolled.values("course")) & ~Q(pk__in=ticked)
    )
    return Course.objects.filter(found).values_list("pk", flat=True)


def seen_by(user) -> Iterable[int]:
    """The courses that the person runs or teaches."""
    if not is_member(user):
        return []
    found = Course.objects.all()
    if not may(user, Permission.MANAGE_MEETINGS):
        found = found.filter(
            Q(group__in=sorted(standing(user).groups)) | Q(teachers__person=user.pk)
        ).distinct()
    return found.values_list("pk", flat=True)


def offer() -> None:
    subjects.offer(
        "kursus",
        Kind(
            find=find,
            answerers=answerers,
            may_set=may_set,
            may_see=may_see,
            overseers=overseers,
            over=over,
            taken_by=taken_by,
            seen_by=seen_by,
        ),
    )
