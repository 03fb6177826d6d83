"""Thirty who answer at the same moment, one who clicks thirty times, and some who issue the same
certificates: a program of its own, run by `test_answering_race`."""

import json
import time

import django

from tests.events.contenders import _let_go_of_the_database, _one_connection_each, run

PEOPLE = 30


def _evaluation():
    """Of a course on which everybody is."""
    from members.people.models import User
    from tests.factories.certificates import make_course, make_evaluation

    people = list(User.objects.filter(name__startswith="Nummer ").order_by("pk"))
    return make_evaluation(make_course(people=people), by=User.objects.get(name="Karen Lund"))


def _conference():
    """Of a conference at which everybody was, at the same three sessions."""
    from events.conference.models import Conference
    from members.people.models import User
    from tests.factories import feedback

    people = list(User.objects.filter(name__startswith="Nummer ").order_by("pk"))
    by = User.objects.get(name="Karen Lund")
    # Each race has a conference of its own, and there is one a year.
    year = 2100 + Conference.objects.count()
    return feedback.make_evaluation(feedback.make_held(people, by=by, year=year), by=by)


def _answer_about_all(evaluation, person):
    from tests.factories import feedback

    feedback.answer(evaluation, person, text=person.name)


def _answer(evaluation, person):
    from tests.factories.certificates import answer

    answer(evaluation, person, text=person.name)


def _answer_looking_first(evaluation, person):
    """How not to do it: no row that all queue for. The pause is the time a busy server takes in between."""
    from events.evaluations.models import Evaluation, Receipt, Remark
    from tests.factories.certificates import answers

    if Receipt.objects.filter(evaluation=evaluation, person=person).exists():
        return
    given = answers(evaluation, text=person.name)
    texts = [value for value in given.values() if isinstance(value, str)]
    known = list(
        Remark.objects.filter(question__evaluation=evaluation).values_list("text", flat=True)
    )
    time.sleep(0.05)
    Remark.objects.filter(question__evaluation=evaluation).delete()
    question = evaluation.questions.filter(kind="text").first()
    Remark.objects.bulk_create(Remark(question=question, text=text) for text in known + texts)
    Evaluation.objects.filter(pk=evaluation.pk).update(answered=len(known) // 2 + 1)


def _counted(evaluation) -> dict:
    from events.evaluations.models import Receipt, Remark, Tally

    evaluation.refresh_from_db()
    counts = Tally.objects.filter(question__evaluation=evaluation).values_list("count", flat=True)
    texts = Remark.objects.filter(question__evaluation=evaluation).values_list("text", flat=True)
    return {
        "answered": evaluation.answered,
        "receipts": Receipt.objects.filter(evaluation=evaluation).count(),
        "counted": sum(counts),
        "written": len(texts),
        "voices": len(set(texts)),
    }


def _course():
    """Three who are due a certificate."""
    from members.people.models import User
    from tests.factories.certificates import make_course, tick

    people = list(User.objects.filter(name__startswith="Nummer ").order_by("pk")[:3])
    by = User.objects.get(name="Karen Lund")
    course = make_course(people=people)
    for person in people:
        tick(course, person, 1, 2, by=by)
    return course


def _issue(course, person):
    from events.certificates.flows.issuing import issue
    from members.people.models import User

    issue(course=course, by=User.objects.get(name="Karen Lund"))


def _issue_looking_first(course, person):
    """How not to do it: see who lacks one, and then write."""
    from django.utils import timezone

    from events.certificates.flows.issuing import _write
    from events.certificates.queries import preview_of

    due = preview_of(course).due
    time.sleep(0.05)
    for row in due:
        _write(course, row, timezone.now(), None)


def _issued(course) -> dict:
    from portal.notices.models import Notice

    told = Notice.objects.filter(kind="certificate-issued").count()
    return {"certificates": course.certificates.count(), "told": told}


RACES = {
    "all-answer": (_evaluation, _answer, _counted),
    "one-clicks": (_evaluation, _answer, _counted),
    "conference-all": (_conference, _answer_about_all, _counted),
    "conference-clicks": (_conference, _answer_about_all, _counted),
    "looking-first": (_evaluation, _answer_looking_first, _counted),
    "issue": (_course, _issue, _issued),
    "issue-looking-first": (_course, _issue_looking_first, _issued),
}

if __name__ == "__main__":
    django.setup()
    _one_connection_each()
    from django.urls import reverse

    from tests.factories.people import make_member, make_secretariat

    # A running server has long since loaded its addresses.
    reverse("evaluations:page", args=["kursus-1"])
    make_secretariat(name="Karen Lund", second_factor=False)
    people = [make_member(f"Nummer {number}") for number in range(PEOPLE)]
    crowds = dict.fromkeys(("one-clicks", "conference-clicks"), people[:1] * PEOPLE)
    crowds |= dict.fromkeys(("issue", "issue-looking-first"), people[:8])
    results = {name: run(*race, crowds.get(name, people)) for name, race in RACES.items()}
    _let_go_of_the_database()
    print(json.dumps(results))
