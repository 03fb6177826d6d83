"""Deciding what is asked, or that nothing is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Refused, stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..enums import DAYS_OPEN, EACH, Kind
from ..models import Evaluation, Question
from ..spreading import begin_to_count, spread


@dataclass(frozen=True)
class Asked:
    """One question as it is to be asked: of the whole, or (`EACH`) of each part."""

    kind: Kind
    words: str
    low: str = ""
    high: str = ""
    options: str = ""
    part: str = ""

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.options.splitlines() if line.strip()]


@transaction.atomic
def ask(*, subject: str, questions: Sequence[Asked], days_open: int = DAYS_OPEN, by) -> Evaluation:
    """Set the questions of a subject (`kursus:12`), of the whole and of each part, instead of those that
    were there. Raises `Refused` once somebody has answered ("begun"), for a wrong set ("options", …) and for
    whoever may not; ValidationError for a CPR number."""
    evaluation = Evaluation.objects.filter(subject=subject).first() or Evaluation(subject=subject)
    stop_if(problems.to_set(evaluation, by) + problems.with_questions(questions))
    return write(subject=subject, questions=questions, days_open=days_open, by=by)


@transaction.atomic
def write(
    *, subject: str, questions: Sequence[Asked], days_open: int = DAYS_OPEN, by
) -> Evaluation:
    """The same for the clock, which asks nobody. Raises `Refused` ("begun")."""
    for each in questions:
        refuse_cpr(each.words, each.low, each.high, each.options)
    evaluation, _created = Evaluation.objects.get_or_create(subject=subject)
    # Whoever answers at the same moment has been before this, or waits and finds other questions.
    rows = Evaluation.objects.filter(pk=evaluation.pk, answered=0)
    if not rows.update(days_open=days_open, dropped_at=None):
        raise Refused([problems.BEGUN])
    evaluation.questions.all().delete()
    made = Question.objects.bulk_create(
        Question(
            evaluation=evaluation,
            part=each.part,
            order=order,
            kind=each.kind,
            words=each.words,
            low=each.low if each.kind == Kind.SCALE else "",
            high=each.high if each.kind == Kind.SCALE else "",
            options="\n".join(each.lines) if each.kind == Kind.CHOICE else "",
        )
        for order, each in enumerate(questions, 1)
    )
    begin_to_count(made)
    trail.record("evaluations.asked", on=evaluation, by=by, count=len(made))
    evaluation.refresh_from_db()
    if evaluation.opened_at is not None:
        spread(evaluation)
    return evaluation


@transaction.atomic
def carry_over(*, subject: str, to: str, by) -> Evaluation | None:
    """Ask of another subject what is asked of this one, so that the two can be laid side by side. None where
    nothing has been set here: then the usual questions are asked of both. Raises `Refused` ("begun")."""
    known = Evaluation.objects.filter(subject=subject).first()
    rows = list(known.questions.filter(part__in=["", EACH])) if known else []
    if known is None or not rows:
        return None
    questions = [
        Asked(
            kind=Kind(each.kind),
            part=each.part,
            **{name: getattr(each, name) for name in ("words", "low", "high", "options")},
        )
        for each in rows
    ]
    return write(subject=to, questions=questions, days_open=known.days_open, by=by)


@transaction.atomic
def drop(*, subject: str, by) -> Evaluation:
    """Nobody is asked about this one. Raises `Refused` once somebody has answered."""
    evaluation = Evaluation.objects.filter(subject=subject).first() or Evaluation(subject=subject)
    stop_if(problems.to_set(evaluation, by))
    evaluation, _created = Evaluation.objects.get_or_create(subject=subject)
    if not Evaluation.objects.filter(pk=evaluation.pk, answered=0).update(
        dropped_at=timezone.now()
    ):
        raise Refused([problems.BEGUN])
    trail.record("evaluations.dropped", on=evaluation, by=by)
    evaluation.refresh_from_db()
    return evaluation
