"""Evaluations for a reader, and what was answered. Answers are given out here and nowhere else, and only
those of a closed evaluation that enough have answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from members.people.models import User
from members.people.rules import is_member

from .enums import EACH, FEWEST, Kind
from .models import Evaluation, Question, Receipt
from .subjects import KINDS, Part, kind_of


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


# --- what one is asked ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Section:
    """What is asked of the whole (no part), or of one part."""

    part: Part | None
    questions: list[Question]


def sections_for(user, evaluation: Evaluation) -> list[Section]:
    """What this person is asked: of the whole, and of the parts that they were at, in the room's order."""
    kind, number = kind_of(evaluation)
    questions: dict[str, list[Question]] = {}
    for each in evaluation.questions.exclude(part=EACH):
        questions.setdefault(each.part, []).append(each)
    found = [Section(None, questions.pop("", []))]
    if questions:
        theirs = kind.parts_of(user, number)
        found += [
            Section(part, questions[part.key])
            for part in kind.parts(number)
            if part.key in theirs and part.key in questions
        ]
    return found


def asked_of(user, evaluation: Evaluation) -> list[Question]:
    """The same questions without their headings."""
    return [each for section in sections_for(user, evaluation) for each in section.questions]


# --- what was answered ---------------------------------------------------------------------------------
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


def results_of(evaluation: Evaluation, part: str = "") -> list[Result]:
    """Question by question, of the whole or of one part, in a constant number of queries; nothing before it
    is closed, and nothing of fewer than five."""
    if not evaluation.is_shown or part == EACH:
        return []
    questions = evaluation.questions.filter(part=part).prefetch_related("tallies", "remarks")
    return [_result(question) for question in questions]


@dataclass(frozen=True)
class PartResult:
    """One part with what was answered about it, without what was written. `leading` is its first scale, by
    which parts are compared."""

    part: Part
    results: list[Result]

    @property
    def leading(self) -> Result | None:
        return next((each for each in self.results if each.question.kind == Kind.SCALE), None)

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to see of it."""
        return any(each.is_shown for each in self.results)

    @property
    def number(self) -> int | None:
        """How many have answered the leading question; None where that is fewer than five, and so not
        said."""
        leading = self.leading
        return leading.number if leading is not None and leading.is_shown else None

    @property
    def average(self) -> float | None:
        return self.leading.average if self.leading is not None else None


def part_results_of(evaluation: Evaluation) -> list[PartResult]:
    """Each part in its room's order, in a constant number of queries."""
    if not evaluation.is_shown:
        return []
    kind, number = kind_of(evaluation)
    found: dict[str, list[Result]] = {}
    questions = evaluation.questions.exclude(part__in=["", EACH])
    for question in questions.prefetch_related("tallies", "remarks"):
        found.setdefault(question.part, []).append(_result(question))
    return [PartResult(part, found[part.key]) for part in kind.parts(number) if part.key in found]


def parts_to_tell(evaluation: Evaluation) -> list[tuple[Part, Sequence[Any]]]:
    """The parts that have answers to see, each with those who see that part alone."""
    kind, number = kind_of(evaluation)
    overseers: dict[str, Iterable[Any]] = dict(kind.part_overseers(number))
    if not overseers:
        return []
    return [
        (each.part, list(overseers[each.part.key]))
        for each in part_results_of(evaluation)
        if each.is_shown and each.part.key in overseers
    ]


def _result(question: Question) -> Result:
    counts = {tally.value: tally.count for tally in question.tallies.all()}
    texts = [remark.text for remark in question.remarks.all()]
    number = sum(counts.values()) if question.is_counted else len(texts)
    if number < FEWEST:
        return Result(question, number, [], [])
    rows = [(words, value, counts.get(value, 0)) for value, words in question.choices]
    return Result(question, number, rows, texts)
