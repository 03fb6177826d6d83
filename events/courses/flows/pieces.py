"""The pieces that planning and changing a course are made of."""

from collections.abc import Sequence

from portal.ui.validators import refuse_cpr

from ..models import Course, Teacher
from ..plans import Day, Facts, Tutor
from . import seats


def locked(course: Course) -> Course:
    """The row as it is, held until the transaction ends."""
    seats.lock(course)
    return seats.fresh(course)


def set_teachers(course: Course, teachers: Sequence[Tutor]) -> None:
    """Those who teach from now on, in this order."""
    course.teachers.all().delete()
    Teacher.objects.bulk_create(
        Teacher(
            course=course,
            order=order,
            person=each.person,
            name="" if each.person is not None else each.name,
            title=each.title,
        )
        for order, each in enumerate(teachers, start=1)
    )


def refuse_numbers(facts: Facts, dates: Sequence[Day], teachers: Sequence[Tutor]) -> None:
    """No CPR number gets in with any of the words."""
    refuse_cpr(
        facts.title,
        facts.summary,
        facts.outcome,
        facts.prerequisites,
        facts.place_name,
        facts.place_address,
        facts.place_room,
        facts.accessibility,
        *(each.title for each in dates),
        *(each.name for each in teachers),
        *(each.title for each in teachers),
    )
