"""What open pages of a question are sent: one fragment for all, stored first and pushed after commit.

A fragment is one or more elements with an `id`. The page puts each in the place of its namesake, or, when
there is none, at the end of what the element's `data-into` names. It is made without any reader, so it
holds no buttons: the page adds its own reader's.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from portal.live.streams import push

from . import readings
from .enums import EventKind
from .models import Answer, Comment, Question, QuestionEvent
from .queries import answers_of, claims_on, shown_attachments


def group_of(question_id: int) -> str:
    """The channel group of a question's open pages."""
    return f"question.{question_id}"


def as_frame(event: QuestionEvent) -> dict:
    """An event as sockets and the catch-up address give it."""
    return {"type": "event", "seq": event.seq, "kind": event.kind, "html": event.html}


def answered(answer: Answer) -> None:
    """With it comes who is still writing: the one who has answered is not."""
    _announce(
        answer.question,
        EventKind.ANSWER,
        answer=answer,
        answers=[answer],
        claims=claims_on(answer.question),
    )


def commented(comment: Comment) -> None:
    _announce(comment.answer.question, EventKind.COMMENT, answer=comment.answer, comments=[comment])


def judged(answers: list[Answer]) -> None:
    """Accepted, confirmed, or neither any more."""
    _announce(answers[-1].question, EventKind.CHANGE, answer=answers[-1], answers=answers)


def answer_reworded(answer: Answer) -> None:
    """Its words, or a comment's under it. The earlier wording leaves the stored events, too; the answer is
    sent whole, since they held the other comments."""
    answer.events.update(html="")
    judged([answer])


def marked(question: Question) -> None:
    """Closed, archived, or the law said; or none of it any more."""
    _announce(question, EventKind.CHANGE, status=True)


def claimed(question: Question) -> None:
    """Somebody has begun to write an answer, or is no longer at it."""
    _announce(question, EventKind.QUIET, claims=claims_on(question))


def question_changed(question: Question) -> None:
    """The earlier wording of the question leaves the stored events, too."""
    question.events.filter(answer__isnull=True).update(html="")
    _announce(question, EventKind.CHANGE, sheet=True)


def _announce(question: Question, kind: EventKind, *, answer=None, answers=(), **parts) -> None:
    question = (
        Question.objects.select_related("author", "audience", "duplicate_of")
        .prefetch_related(shown_attachments())
        .get(pk=question.pk)
    )
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(
            "questions/event.html",
            {
                "question": question,
                "quiet": kind == EventKind.QUIET,
                "readings": readings.words(question.views),
                "answers": list(answers_of(question).filter(pk__in=[each.pk for each in answers])),
                **parts,
            },
        ).strip()
    event = QuestionEvent.objects.create(
        question=question, answer=answer, seq=question.seq, kind=kind, html=html
    )
    push(group_of(question.pk), as_frame(event))
