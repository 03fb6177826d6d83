"""What those who came to last year's conference thought of it: closed, with answers. The coming one's is to
open by itself."""

import random
from datetime import timedelta

from events.conference.models import Conference
from events.conference.queries import current_conference
from events.evaluations.enums import Kind
from events.evaluations.flows import answering, opening, preparing
from events.evaluations.models import Evaluation, Question
from events.evaluations.queries import sections_for
from events.feedback import default
from events.feedback.queries import answerers, subject_of
from events.feedback.rules import asked_at

from .texts import read

#: An invented conference is evaluated the same in every fresh database.
lot = random.Random(5)


def write_feedback() -> None:
    """As `content/feedback.toml` says."""
    told = read("feedback")
    coming = current_conference()
    assert coming is not None, "it has been written before"
    last = Conference.objects.filter(starts_on__lt=coming.starts_on).latest("starts_on")
    subject, opened = subject_of(last), asked_at(last)
    evaluation = preparing.write(subject=subject, questions=default.questions(), by=None)
    evaluation = opening.open_now(evaluation=evaluation, at=opened, quietly=True, by=None)
    # Answers are taken while it is open only, so it is closed when they have been given.
    Evaluation.objects.filter(pk=evaluation.pk).update(closes_at=opened + timedelta(days=1000))
    evaluation.refresh_from_db()
    words = _words(told)
    for person in answerers(last).order_by("pk")[: told["answered"]]:
        answering.answer(
            evaluation=evaluation, given=_given(evaluation, person, told, words), by=person
        )
    closes = opened + timedelta(days=evaluation.days_open)
    Evaluation.objects.filter(pk=evaluation.pk).update(
        closes_at=closes,
        reminded_at=closes - timedelta(days=4),
        told_at=closes + timedelta(days=1),
    )


def _words(told: dict) -> dict[str, list[str]]:
    """What is still to be said of each, the whole's two questions and the sessions by their titles."""
    sessions = {row["title"]: list(row.get("words", ())) for row in told["session"]}
    return {**sessions, "0": list(told["best"]), "1": list(told["better"])}


def _given(evaluation: Evaluation, person, told: dict, words: dict) -> dict[int, int | str]:
    """Most tick everything, and one in four writes something."""
    scales = {row["title"]: row.get("scale", [4]) for row in told["session"]}
    given: dict[int, int | str] = {}
    for section in sections_for(person, evaluation):
        title = section.part.title if section.part is not None else ""
        if title and lot.random() < 0.15:
            continue
        given |= _ticked(section.questions, scales.get(title, [4, 5, 4, 3, 5, 4]))
        texts = [each for each in section.questions if each.kind == Kind.TEXT]
        for place, question in enumerate(texts):
            left = words[title or str(place)]
            if left and lot.random() < 0.4:
                given[question.pk] = left.pop()
    return given


def _ticked(questions: list[Question], scale: list[int]) -> dict[int, int | str]:
    return {
        each.pk: lot.choice(scale) if each.kind == Kind.SCALE else lot.choice([2, 2, 2, 1, 1, 3])
        for each in questions
        if each.is_counted
    }
