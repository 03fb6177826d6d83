"""Twelve who take, settle and report at the same moment: a program of its own, run by `test_race`."""

import json
import time
from uuid import uuid4

import django

PEOPLE = 12


def _text():
    from members.people.models import User
    from tests.factories.forum import make_answer, make_question

    writer = User.objects.get(name="Lone Madsen")
    return make_answer(make_question(writer, f"Hvem {uuid4().hex[:8]}?"), writer)


def _case():
    from members.people.models import User
    from tests.factories.forum import make_report

    return make_report(_text(), User.objects.get(name="Mette Holm")).case


def _take(case, person):
    from forum.moderation import flows

    flows.take(case=case, by=person)


def _take_looking_first(case, person):
    """How not to do it: look, then write. The pause is the time a busy server takes in between."""
    from forum.moderation.enums import CaseState
    from forum.moderation.models import Case
    from forum.moderation.problems import TAKEN
    from portal.kit.problems import stop_if

    stop_if([TAKEN] if Case.objects.get(pk=case.pk).assignee_id else [])
    time.sleep(0.05)
    Case.objects.filter(pk=case.pk).update(state=CaseState.TAKEN, assignee=person)


def _settle(case, person):
    from forum.moderation import flows
    from forum.moderation.enums import Outcome

    flows.settle(case=case, outcome=Outcome.REMOVED, by=person)


def _case_result(case) -> dict:
    from portal.audit.models import Entry
    from portal.notices.models import Notice

    deeds = Entry.objects.filter(object_id=str(case.pk), object_type="moderation.case")
    removed = Entry.objects.filter(action="questions.answer_deleted", object_id=str(case.answer_id))
    told = Notice.objects.filter(kind="report-settled", url__contains=f"/{case.reports.get().pk}/")
    return {
        "taken": deeds.filter(action="moderation.taken").count(),
        "settled": deeds.filter(action="moderation.settled").count(),
        "removed": removed.count(),
        "told": told.count(),
    }


def _report(text, person):
    from tests.factories.forum import make_report

    make_report(text, person)


def _report_looking_first(text, person):
    """How not to do it, again."""
    from forum.moderation.models import Case, Report

    case = Case.objects.filter(answer=text).first()
    time.sleep(0.05)
    case = case or Case.objects.create(answer=text)
    Report.objects.create(case=case, person=person, reason="tone")


def _reports(text) -> dict:
    from forum.moderation.models import Report
    from portal.notices.models import Notice

    return {
        "cases": text.cases.count(),
        "reports": Report.objects.filter(case__answer=text).count(),
        "told": Notice.objects.filter(
            kind="text-reported", url__endswith=f"/{text.cases.get().pk}/"
        ).count(),
    }


def _two_questions():
    from members.people.models import User
    from tests.factories.forum import make_answer, make_question

    writer = User.objects.get(name="Lone Madsen")
    questions = [make_question(writer, f"Hvem {uuid4().hex[:8]}?") for _ in range(2)]
    for question in questions:
        make_answer(question, writer)
    return questions


def _in_either_order(questions, person):
    return questions if int(person.name.split()[-1]) % 2 else questions[::-1]


def _merge(questions, person):
    """Half of them want the one way, half the other."""
    from forum.questions import flows

    question, into = _in_either_order(questions, person)
    flows.merge(question=question, into=into, by=person)


def _merge_as_it_comes(questions, person):
    """How not to do it: the rows taken in the order in which they are named."""
    from django.db import transaction

    from forum.questions.flows import posting

    with transaction.atomic():
        for question in _in_either_order(questions, person):
            posting.lock(question)
            time.sleep(0.05)


def _request():
    """A question whose move waits for a yes from each of them."""
    from forum.moderation import flows
    from members.groups.models import Group
    from members.people.models import User
    from tests.factories.forum import make_answer, make_comment, make_question
    from tests.factories.people import make_secretariat

    crowd = list(User.objects.filter(name__startswith="Nummer "))
    group = Group.objects.get()
    question = make_question(crowd[0], f"Hvem {uuid4().hex[:8]}?", audience=group)
    answer = make_answer(question, crowd[0])
    for each in crowd[1:]:
        make_comment(answer, each)
    keeper = User.objects.filter(name="Jonas Jurist").first() or make_secretariat(
        name="Jonas Jurist", second_factor=False
    )
    return flows.move(question=question, audience=None, reason="Alle har glæde af det.", by=keeper)


def _say_yes(request, person):
    from forum.moderation import flows

    flows.answer(request=request, agrees=True, by=person)


def _say_yes_and_count(request, person):
    """How not to do it: each writes their own yes and counts the others' that are there already."""
    from django.db import transaction
    from django.utils import timezone

    from forum.moderation.enums import MoveState

    with transaction.atomic():
        request.consents.filter(person=person).update(said="yes", said_at=timezone.now())
        if not request.consents.exclude(said="yes").exists():
            type(request).objects.filter(pk=request.pk).update(
                state=MoveState.MOVED, settled_at=timezone.now()
            )
        # Nobody's yes is the others' to see before the slowest of them has looked.
        time.sleep(1)


def _moves(request) -> dict:
    from portal.audit.models import Entry

    request.refresh_from_db()
    moved = Entry.objects.filter(action="questions.moved", object_id=str(request.question_id))
    return {
        "state": request.state,
        "moved": moved.count(),
        "for_all": request.question.audience_id is None,
    }


def _merged(questions) -> dict:
    from forum.questions.models import Answer, Question

    rows = Question.objects.filter(pk__in=[each.pk for each in questions])
    return {
        "answers": sorted(rows.values_list("answers_count", flat=True)),
        "leading": rows.filter(duplicate_of__isnull=False).count(),
        "places": Answer.objects.filter(question__in=rows).values("question").distinct().count(),
    }


RACES = {
    "take": (_case, _take, _case_result),
    "take-looking-first": (_case, _take_looking_first, _case_result),
    "settle": (_case, _settle, _case_result),
    "report": (_text, _report, _reports),
    "report-looking-first": (_text, _report_looking_first, _reports),
    "last-yes": (_request, _say_yes, _moves),
    "last-yes-counting": (_request, _say_yes_and_count, _moves),
    "merge": (_two_questions, _merge, _merged),
    "merge-as-it-comes": (_two_questions, _merge_as_it_comes, _merged),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from members.people.enums import Role
    from tests.events.contenders import run
    from tests.factories.people import make_group, make_member, make_secretariat

    reverse("questions:list")
    make_group("Hovedstaden", "København")
    make_member("Lone Madsen", "Ringsted")
    make_member("Mette Holm", "Odense")
    keepers = [
        make_secretariat(Role.HOTLINE_JURIST, f"Nummer {number}", second_factor=False)
        for number in range(PEOPLE)
    ]
    print(json.dumps({name: run(*race, keepers) for name, race in RACES.items()}))
