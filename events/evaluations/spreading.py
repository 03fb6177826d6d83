"""Questions become rows that answers hang on. No flow: it is part of the flows that set and open."""

from collections.abc import Iterable

from .enums import EACH
from .models import Evaluation, Question, Tally
from .subjects import parts_of_subject

#: What a question says, wherever it is asked.
ASKS = ("kind", "words", "low", "high", "options")


def spread(evaluation: Evaluation) -> None:
    """Ask of each part what is asked of all: a question of its own each, so that answers hang on nothing
    else. Called within a transaction that holds the evaluation's row, when it opens and when an open one is
    set anew."""
    asked = [each for each in evaluation.questions.all() if each.part == EACH]
    begin_to_count(
        Question.objects.bulk_create(
            Question(
                evaluation=evaluation,
                part=part.key,
                **{name: getattr(each, name) for name in ("order", *ASKS)},
            )
            for part in parts_of_subject(evaluation)
            if part.held
            for each in asked
        )
    )


def begin_to_count(questions: Iterable[Question]) -> None:
    """A count for each thing that can be chosen, at nothing."""
    Tally.objects.bulk_create(
        Tally(question=question, value=value)
        for question in questions
        if question.part != EACH
        for value, _words in question.choices
    )
