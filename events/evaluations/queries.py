"""Evaluations for a reader, and what was answered. Answers are given out here and nowhere else, and only
those of a closed evaluation that enough have answered."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from members.people.models import User
from members.people.rules import is_member

from .enums import FEWEST, Kind
from .models import Evaluation, Question, Receipt
from .subjects import KINDS, kind_of


def evaluations_for(user) -> QuerySet[Evaluation]:
    """All that the reader may come to; the same rule as `rules.may_view`."""
    found = Q(pk__in=[])
    if is_member(user):
        for name, kind in KINDS.items():
            found |= Q(subject__in=[f"{name}:{number}" for number in kind.seen_by(user)])
            taken = [f"{name}:{number}" for number in kind.taken_by(user)]
            found |= Q(subject__in=taken, opened_at__isnull=False, dropped_at__isnull=True)
    return Evaluation.objects.filter(found)


def waiting_for(user) -> list[Evaluation]:
    """The open ones that are for the person to answer and that they have not answered, the most pressing
    first."""
    if not is_member(user):
        return []
    taken = [f"{name}:{number}" for name, kind in KINDS.items() for number in kind.taken_by(user)]
    if not taken:
        return []
    found = Evaluation.objects.filter(
        subject__in=taken, dropped_at__isnull=True, closes_at__gt=timezone.now()
    )
    answered = Receipt.objects.filter(person=user).values("evaluation")
    return list(found.exclude(pk__in=answered).order_by("closes_at", "pk"))


def has_answered(user, evaluation: Evaluation) -> bool:
    """Asked for the person themself alone."""
    return Receipt.objects.filter(evaluation=evaluation, person=user).exists()


def still_silent(evaluation: Evaluation) -> QuerySet[User]:
    """Those asked who have not answered, for reminding them."""
    kind, number = kind_of(evaluation)
    answered = Receipt.objects.filter(evaluation=evaluation).values("person")
    return kind.answerers(number).exclude(pk__in=answered)


@dataclass(frozen=True)
class Result:
    """What was answered to one question. `rows` are (words, number, count), `texts` in the order of their
    random keys. Both are empty where fewer than five answered this one."""

    question: Question
    number: int
    rows: list[tuple[str, int, int]]
    texts: list[str]

    @property
    def is_shown(self) -> bool:
        return self.number >= FEWEST

    @property
    def average(self) -> float | None:
        """Of a scale."""
        if self.question.kind != Kind.SCALE or not self.rows:
            return None
        return sum(value * count for _words, value, count in self.rows) / self.number


def results_of(evaluation: Evaluation) -> list[Result]:
    """Question by question, in a constant number of queries; nothing before it is closed, and nothing of
    fewer than five."""
    if not evaluation.is_shown:
        return []
    questions = evaluation.questions.prefetch_related("tallies", "remarks")
    return [_result(question) for question in questions]


def _result(question: Question) -> Result:
    counts = {tally.value: tally.count for tally in question.tallies.all()}
    texts = [remark.text for remark in question.remarks.all()]
    number = sum(counts.values()) if question.is_counted else len(texts)
    if number < FEWEST:
        return Result(question, number, [], [])
    rows = [(words, value, counts.get(value, 0)) for value, words in question.choices]
    return Result(question, number, rows, texts)
