"""Which buttons a reader has under an answer."""

from dataclasses import dataclass

from . import rules
from .models import Answer, Question


@dataclass(frozen=True)
class Tools:
    """The reader's buttons under one answer. `answer_id` is 0 in the pattern that the page keeps for
    answers that arrive while it is open."""

    answer_id: int
    write: bool
    mark: bool
    marked: bool
    edit: bool
    delete: bool
    accept: bool
    accepted: bool
    confirm: bool
    confirmed: bool
    trace: bool


def for_question(user, question: Question, answer: Answer, *, marked: bool) -> Tools:
    """The buttons under an answer that stands on the page."""
    return Tools(
        answer_id=answer.pk,
        write=rules.may_write(user),
        mark=rules.may_mark_helpful(user, answer),
        marked=marked,
        edit=rules.may_edit(user, answer),
        delete=rules.may_delete(user, answer),
        accept=rules.may_accept(user, question),
        accepted=answer.accepted_at is not None,
        confirm=rules.may_confirm(user),
        confirmed=answer.confirmed_at is not None,
        trace=answer.anonymous and rules.may_trace(user),
    )


def for_new_answer(user, question: Question) -> Tools:
    """The buttons under an answer by someone else that has just arrived."""
    write = rules.may_write(user)
    return Tools(
        answer_id=0,
        write=write,
        mark=write,
        marked=False,
        edit=False,
        delete=rules.may_moderate(user),
        accept=rules.may_accept(user, question),
        accepted=False,
        confirm=rules.may_confirm(user),
        confirmed=False,
        trace=False,
    )
