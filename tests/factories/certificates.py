"""Courses that were held, with attendance, certificates and evaluations, for tests."""

from datetime import timedelta

from django.utils import timezone

from events.certificates.flows import attending, issuing
from events.courses.enums import Place, State
from events.courses.models import Course, CourseDate, Enrolment, Teacher
from events.evaluations import default
from events.evaluations.flows import answering, opening, preparing
from events.evaluations.models import Evaluation


def make_course(group=None, *, by=None, days: float = -30, dates: int = 3, people=(), **changes):
    """An announced course whose first date begins in so many days, the others a week after each other, with
    these people signed up."""
    first = timezone.now().replace(microsecond=0) + timedelta(days=days)
    spans = [
        (first + timedelta(days=7 * place), first + timedelta(days=7 * place, hours=4))
        for place in range(dates)
    ]
    values = {
        "group": group,
        "title": "Grundkursus i forvaltningsret",
        "summary": "Det, man skal vide.",
        "place_name": "Nyborg Rådhus",
        "starts_at": spans[0][0],
        "ends_at": spans[-1][1],
        "signup_closes_at": spans[0][0] - timedelta(days=2),
        "dates_needed": 2,
        "state": State.PUBLISHED,
        "published_at": spans[0][0] - timedelta(days=40),
        "planned_by": by,
        "taken": len(people),
    }
    course = Course.objects.create(**{**values, **changes})
    for place, (starts_at, ends_at) in enumerate(spans, 1):
        CourseDate.objects.create(
            course=course, starts_at=starts_at, ends_at=ends_at, title=f"Emne {place}"
        )
    for person in people:
        Enrolment.objects.create(course=course, person=person, place=Place.ENROLLED)
    return course


def add_teacher(course, person=None, *, name: str = "", title: str = ""):
    order = course.teachers.count() + 1
    return Teacher.objects.create(course=course, person=person, name=name, title=title, order=order)


def tick(course, person, *places: int, by, came: bool = True):
    """The person came to the course's first, second … date."""
    dates = list(course.dates.select_related("course__group"))
    return [
        attending.tick(date=dates[place - 1], person=person, came=came, by=by) for place in places
    ]


def make_certificate(person, *, by, group=None, **changes):
    """A certificate of a course that the person came to twice."""
    course = make_course(group, by=by, people=[person], **changes)
    tick(course, person, 1, 2, by=by)
    return issuing.issue(course=course, quietly=True, by=by)[0]


def make_evaluation(course, *, by, quietly: bool = True) -> Evaluation:
    """The usual questions about a course that is over, open."""
    preparing.ask(subject=f"kursus:{course.pk}", questions=default.questions(), by=by)
    evaluation = Evaluation.objects.get(subject=f"kursus:{course.pk}")
    return opening.open_now(evaluation=evaluation, quietly=quietly, by=by)


def answers(evaluation, *, scale: int = 4, choice: int = 2, text: str = "Jeg spørger tidligere."):
    """One answer to each question, by its number."""
    values = {"scale": scale, "choice": choice, "text": text}
    return {each.pk: values[each.kind] for each in evaluation.questions.all() if values[each.kind]}


def answer(evaluation, person, **values):
    answering.answer(evaluation=evaluation, given=answers(evaluation, **values), by=person)


def close(evaluation) -> Evaluation:
    """The same, its days over."""
    now = timezone.now()
    Evaluation.objects.filter(pk=evaluation.pk).update(
        opened_at=now - timedelta(days=15), closes_at=now - timedelta(hours=1)
    )
    evaluation.refresh_from_db()
    return evaluation
