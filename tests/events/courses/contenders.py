"""Thirty people who want six seats of a course at the same moment, two who leave a line of four, and a yes
beside the deadline: a program of its own, run by `test_course_race` on an empty database. Real
processes, because a test's own transaction would queue them."""

import json
import time
from uuid import uuid4

import django

from tests.events.contenders import _one_connection_each, run

PEOPLE, SEATS = 30, 6


def _course():
    from members.people.models import User
    from tests.factories.courses import make_course

    editor = User.objects.get(name="Rikke Redaktør")
    return make_course(by=editor, title=f"Kursus {uuid4()}", capacity=SEATS)


def _enrol(course, person):
    from events.courses.flows.attending import enrol

    enrol(course=course, person=person, by=person)


def _enrol_counting_first(course, person):
    """How not to do it: count, then insert. The pause is the time a busy server takes in between."""
    from events.courses.enums import Place
    from events.courses.models import Enrolment
    from events.courses.problems import FULL
    from portal.kit.problems import Refused

    if Enrolment.objects.filter(course=course, place=Place.ENROLLED).count() >= SEATS:
        raise Refused([FULL])
    time.sleep(0.05)
    Enrolment.objects.create(course=course, person=person, place=Place.ENROLLED)


def _result(course) -> dict:
    course.refresh_from_db()
    return {"taken": course.taken, "rows": course.enrolments.filter(place="enrolled").count()}


def _line_of_two():
    """Two seats, both taken by the first two; the next two wait."""
    from events.courses.flows.attending import enrol
    from members.people.models import User
    from tests.factories.courses import make_course

    editor = User.objects.get(name="Rikke Redaktør")
    course = make_course(by=editor, title=f"Kursus {uuid4()}", capacity=2)
    for person in User.objects.filter(name__startswith="Nummer ").order_by("pk")[:4]:
        enrol(course=course, person=person, waits=True, by=person)
    return course


def _leave(course, person):
    from events.courses.flows.attending import withdraw

    withdraw(course=course, person=person, by=person)


def _late_offer():
    """One seat, held for the third person until a moment ago; the fourth waits."""
    from django.utils import timezone

    from events.courses.flows.attending import withdraw
    from events.courses.models import Enrolment

    course = _line_of_two()
    first = course.enrolments.order_by("pk").first()
    withdraw(course=course, person=first.person, by=first.person)
    Enrolment.objects.filter(course=course, offered_until__isnull=False).update(
        offered_until=timezone.now()
    )
    return course


def _yes_or_job(course, person):
    """Half of the processes say yes, a moment before the deadline, for whoever the seat is held for; the
    others are the clock's job."""
    from datetime import timedelta

    from django.utils import timezone

    from events.courses.flows.waiting import accept, pass_on_unanswered
    from members.people.models import User

    if person.pk % 2:
        pass_on_unanswered(by=None)
        return
    third = User.objects.filter(name="Nummer 2").get()
    in_time = timezone.now() - timedelta(minutes=1)
    accept(course=course, person=third, at=in_time, by=third)


def _line_result(course) -> dict:
    course.refresh_from_db()
    rows = list(course.enrolments.order_by("pk"))
    return {
        "taken": course.taken,
        "held": sum(each.seats for each in rows),
        "places": [each.place for each in rows],
    }


RACES = {
    "course": (_course, _enrol, _result),
    "course-counting-first": (_course, _enrol_counting_first, _result),
    "two-leave": (_line_of_two, _leave, _line_result),
    "late-yes": (_late_offer, _yes_or_job, _line_result),
}

if __name__ == "__main__":
    django.setup()
    _one_connection_each()
    from django.urls import reverse

    from members.people.enums import Role
    from tests.factories.people import make_member, make_secretariat

    reverse("courses:list")  # a running server has long since loaded its addresses
    make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    people = [make_member(f"Nummer {number}", "Odense") for number in range(PEOPLE)]
    crowds = {"two-leave": people[:2], "late-yes": people[:8]}
    print(json.dumps({name: run(*race, crowds.get(name, people)) for name, race in RACES.items()}))
