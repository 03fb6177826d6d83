"""What open pages of a question are sent: one fragment for all, stored first and pushed after commit.

A fragment is one or more elements with an `id`. The page puts each in the place of its namesake, or, when
there is none, at the end of what the element's `data-into` names. It is made without any reader, so it
holds no buttons: the page adds its own reader's.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from portal.live.streams import ask_again, push, push_many

from . import readings
from .enums import EventKind
from .models import Answer, Comment, Question, QuestionEvent
from .queries import claims_on, shown_answers, shown_attachments


def group_of(question_id: int) -> str:
    """The channel group of a question's open pages."""
    return f"question.{question_id}"


def list_groups(audience: int | None) -> list[str]:
    """The channel groups of open lists that show this audience's questions. Those who keep order read
    all groups' questions, through one channel of their own."""
    if audience is None:
        return ["questions.all"]
    return [f"questions.group.{audience}", "questions.groups"]


def row_of(question: Question) -> dict:
    """A question's row in the list, the same for every reader, in the language in force."""
    html = render_to_string("questions/pieces/row.html", {"question": question}).strip()
    return {"question": question.pk, "seq": question.seq, "html": html}


def asked(question: Question) -> None:
    """Open lists count it; what it says they read when they are asked to show it."""
    frame = {"type": "event", "kind": "asked", "question": question.pk}
    push_many(list_groups(question.audience_id), {**frame, "audience": question.audience_id})


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
    _forget_words_of(answer)
    judged([answer])


def hidden_or_shown(post: Question | Answer | Comment) -> None:
    """The words leave the stored events and, at once, the open pages; or they are back."""
    question = post.thread
    if isinstance(post, Question):
        question.events.filter(answer__isnull=True).update(html="")
        _announce(question, EventKind.WITHDRAWN, sheet=True)
        return
    answer = post if isinstance(post, Answer) else post.answer
    _forget_words_of(answer)
    _announce(question, EventKind.WITHDRAWN, answer=answer, answers=[answer])


def _forget_words_of(answer: Answer) -> None:
    """What stored events say of an answer, those included with which it came from another question."""
    answer.events.update(html="")
    answer.question.events.filter(kind=EventKind.MERGED).update(html="")


def merged(question: Question, into: Question, answers: list[int]) -> None:
    """Answers (keys) have moved: a line in their old place says where, and they stand in the new one."""
    found = list(Answer.objects.filter(pk__in=answers))
    _announce(question, EventKind.MERGED, status=True, moved=found)
    _announce(into, EventKind.MERGED, answers=found)


def moved(question: Question) -> None:
    """Whom it is for now. Nothing is pushed, since some who listen may not read it any more: all are asked
    anew, and those who stay see by the next heartbeat that they have missed something."""
    _announce(question, EventKind.CHANGE, to_all=False)
    ask_again(group_of(question.pk))


def other_hidden_or_shown(question: Question) -> None:
    """The same of the question that this one leads to, whose title it shows."""
    question.events.filter(answer__isnull=True).update(html="")
    _announce(question, EventKind.WITHDRAWN, status=True)


def marked(question: Question) -> None:
    """Closed, locked, archived, or the law said; or none of it any more."""
    _announce(question, EventKind.CHANGE, status=True)


def claimed(question: Question) -> None:
    """Somebody has begun to write an answer, or is no longer at it."""
    _announce(question, EventKind.QUIET, claims=claims_on(question))


def question_changed(question: Question) -> None:
    """The earlier wording of the question leaves the stored events, too."""
    question.events.filter(answer__isnull=True).update(html="")
    _announce(question, EventKind.CHANGE, sheet=True)


def _announce(
    question: Question, kind: EventKind, *, answer=None, answers=(), to_all=True, **parts
) -> None:
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
                "answers": shown_answers(question, [each.pk for each in answers]),
                **parts,
            },
        ).strip()
    event = QuestionEvent.objects.create(
        question=question, answer=answer, seq=question.seq, kind=kind, html=html
    )
    if to_all:
        push(group_of(question.pk), as_frame(event))
    _update_lists(question)


def _update_lists(question: Question) -> None:
    """One piece of news for each number of the question's: open lists count along."""
    with translation.override(settings.LANGUAGE_CODE):
        row = row_of(question)
    frame = {"type": "event", "kind": "row", "audience": question.audience_id, **row}
    push_many(list_groups(question.audience_id), frame)
