"""Answering, so that nobody can tell afterwards who has answered what (docs/adr/0012).

Nothing here is on the trail, in a message or in a log, and no row has a time. Yet a database knows more than
its columns: the order in which rows were put in, and on PostgreSQL which transaction wrote them. So every
answer writes all receipts, all remarks and all counts of its evaluation anew, the rows in an order drawn by
lot: what can be read off them is the same for all.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from portal.kit.problems import Refused, stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import Evaluation, Question, Receipt, Remark, Tally
from ..queries import asked_of

lot = secrets.SystemRandom()


@transaction.atomic
def answer(*, evaluation: Evaluation, given: Mapping[int, int | str], by) -> None:
    """Take one person's answers, to the whole and to the parts that they were at, all at once: the
    question's number → the number chosen, or the words. Unanswered ones are left out, and so are those of
    parts that are not theirs. Raises `Refused` ("answered" when they have, "closed", …); ValidationError for
    a CPR number."""
    stop_if(problems.to_answer(evaluation, by))
    refuse_cpr(*(value for value in given.values() if isinstance(value, str)))
    # All who answer queue here, and those who change the questions.
    is_open = Evaluation.objects.filter(
        pk=evaluation.pk, dropped_at__isnull=True, closes_at__gt=timezone.now()
    )
    if not is_open.update(answered=F("answered") + 1):
        raise Refused([problems.CLOSED])
    if Receipt.objects.filter(evaluation=evaluation, person=by).exists():
        raise Refused([problems.ANSWERED])
    questions = {each.pk: each for each in asked_of(by, evaluation)}
    chosen, written = _sorted_out(given, questions)
    if not chosen and not written:
        raise Refused([problems.EMPTY])
    _receive(evaluation, by)
    _count(evaluation, chosen)
    _keep(evaluation, written)


def _sorted_out(given, questions: dict[int, Question]) -> tuple[dict[int, int], dict[int, str]]:
    """What is counted and what is kept; what answers no question, or what cannot be chosen, is neither."""
    chosen: dict[int, int] = {}
    written: dict[int, str] = {}
    for key, value in given.items():
        question = questions.get(key)
        if question is None:
            continue
        if question.is_counted and value in dict(question.choices):
            chosen[key] = int(value)
        elif not question.is_counted and str(value).strip():
            written[key] = str(value).strip()
    return chosen, written


def _receive(evaluation: Evaluation, person: Any) -> None:
    rows = Receipt.objects.filter(evaluation=evaluation)
    people = [*rows.values_list("person_id", flat=True), person.pk]
    rows.delete()
    lot.shuffle(people)
    Receipt.objects.bulk_create(Receipt(evaluation=evaluation, person_id=pk) for pk in people)


def _count(evaluation: Evaluation, chosen: dict[int, int]) -> None:
    """One more on what was chosen, none more on the rest: a row that is not written would tell."""
    more = [When(question=pk, value=value, then=Value(1)) for pk, value in chosen.items()]
    Tally.objects.filter(question__evaluation=evaluation).update(
        count=F("count") + Case(*more, default=Value(0)) if more else F("count")
    )


def _keep(evaluation: Evaluation, written: dict[int, str]) -> None:
    rows = Remark.objects.filter(question__evaluation=evaluation)
    texts = [*rows.values_list("question_id", "text"), *written.items()]
    rows.delete()
    lot.shuffle(texts)
    Remark.objects.bulk_create(Remark(question_id=pk, text=text) for pk, text in texts)
