"""Courses that were held: who came, their certificates, and what those who came thought of it. One takes
place just now, for whoever tries the list of those who come."""

import random
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from events.certificates.flows import attending, issuing
from events.courses.flows import attending as taking
from events.courses.flows import planning
from events.courses.models import Course
from events.courses.plans import Day, Facts, Tutor
from events.evaluations import default
from events.evaluations.enums import Kind
from events.evaluations.flows import answering, opening, preparing
from events.evaluations.models import Evaluation
from members.people.models import User
from portal.kit import dates

from .cast import Cast
from .texts import read

#: An invented course is evaluated the same in every fresh database.
lot = random.Random(27)


def write_held_courses() -> None:
    """As `content/held_courses.toml` says, one after the other."""
    cast = Cast()
    for row in read("held_courses")["course"]:
        course = _held(row, cast)
        _tick(course, row, cast)
        if row.get("certificates"):
            _issue(course, row, cast)
        if "evaluation" in row:
            _evaluate(course, row["evaluation"], cast)


def _held(row: dict, cast: Cast) -> Course:
    """Planned and announced in time, and taken by one after the other."""
    by = cast.by_key[row["by"]]
    days = [Day(*_span(each), each["title"]) for each in row["date"]]
    first, last = days[0].starts_at, days[-1].ends_at
    announced = first - timedelta(days=50)
    facts = Facts(
        title=row["title"],
        signup_closes_at=first - timedelta(days=7),
        summary=row["summary"],
        outcome=row.get("outcome", ""),
        place_name=row["place"],
        capacity=row["capacity"],
        dates_needed=row["needed"],
    )
    teachers = [
        Tutor(cast.by_key.get(each.get("person", "")), each.get("name", ""), each["title"])
        for each in row["teachers"]
    ]
    course = planning.plan(
        group=None, facts=facts, dates=days, teachers=teachers, at=announced, by=by
    )
    course = planning.publish(course=course, at=announced, quietly=True, by=by)
    for number, key in enumerate(row["people"], 1):
        person = cast.by_key[key] if key in cast.by_key else cast.named(key)
        moment = announced + timedelta(days=3, hours=5 * number)
        taking.enrol(course=course, person=person, at=moment, by=person)
    if last <= timezone.now():
        course = planning.hold(course=course, by=by)
    return course


def _span(row: dict) -> tuple[datetime, datetime]:
    """A day so many days from now, a weekday; today's date began a while ago."""
    if row["days"] == 0:
        begun = timezone.now().replace(minute=0, second=0, microsecond=0)
        return begun, begun + timedelta(hours=5)
    day = timezone.localdate() + timedelta(days=row["days"])
    while not dates.is_working_day(day):
        day -= timedelta(days=1)
    starts, ends = time(9, 30), time(15)
    return (
        datetime.combine(day, starts, tzinfo=dates.COPENHAGEN),
        datetime.combine(day, ends, tzinfo=dates.COPENHAGEN),
    )


def _tick(course: Course, row: dict, cast: Cast) -> None:
    """All who had signed up, but those who stayed away on that date."""
    by = cast.by_key[row["by"]]
    people = [enrolment.person for enrolment in _enrolled(course)]
    for each, date in zip(row["date"], course.dates.select_related("course__group"), strict=True):
        if "absent" not in each:
            continue
        for number, person in enumerate(people, 1):
            if person is not None:
                came = number not in each["absent"]
                attending.tick(date=date, person=person, came=came, at=date.starts_at, by=by)


def _enrolled(course: Course):
    return course.enrolments.select_related("person").order_by("created_at")


def _issue(course: Course, row: dict, cast: Cast) -> None:
    """Two days later; one of them was wrong, and is issued anew."""
    by = cast.by_key[row["by"]]
    later = course.ends_at + timedelta(days=2)
    issued = issuing.issue(course=course, at=later, quietly=True, by=by)
    if because := row.get("withdrawn_because"):
        wrong = issued[-1]
        issuing.withdraw(certificate=wrong, because=because, at=later + timedelta(days=1), by=by)
        issuing.issue(course=course, at=later + timedelta(days=1), quietly=True, by=by)


def _evaluate(course: Course, row: dict, cast: Cast) -> None:
    """As many answers as the content says, and closed in the end where it says so."""
    subject = f"kursus:{course.pk}"
    evaluation = preparing.write(subject=subject, questions=default.questions(), by=None)
    opened = max(course.ends_at, timezone.now() - timedelta(days=10))
    evaluation = opening.open_now(evaluation=evaluation, at=opened, quietly=True, by=None)
    came = _came(course)
    for number in range(row["answers"]):
        answering.answer(
            evaluation=evaluation, given=_given(evaluation, row, number), by=came[-1 - number]
        )
    if row.get("closed"):
        Evaluation.objects.filter(pk=evaluation.pk).update(
            opened_at=course.ends_at,
            closes_at=course.ends_at + timedelta(days=evaluation.days_open),
            reminded_at=course.ends_at + timedelta(days=10),
            told_at=course.ends_at + timedelta(days=15),
        )


def _came(course: Course) -> Sequence[User]:
    """Those who came, the first to sign up first: Mette has signed up first, and answers last."""
    people = User.objects.filter(
        course_attendances__date__course=course, course_attendances__came=True
    ).distinct()
    order = {row.person_id: place for place, row in enumerate(_enrolled(course))}
    return sorted(people, key=lambda person: order.get(person.pk, 99))


def _given(evaluation: Evaluation, row: dict, number: int) -> dict[int, int | str]:
    given: dict[int, int | str] = {}
    texts = iter(row["texts"])
    for question in evaluation.questions.all():
        if question.kind == Kind.SCALE:
            given[question.pk] = lot.choice([3, 4, 4, 5, 5])
        elif question.kind == Kind.CHOICE:
            given[question.pk] = lot.choice([2, 2, 2, 3, 1])
        else:
            said = next(texts)
            if number < len(said):
                given[question.pk] = said[number]
    return given
