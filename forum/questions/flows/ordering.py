"""Keeping order: closing, sending on to the same question, archiving, and what the law is."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import broadcast, notices
from ..enums import Closing, Law
from ..models import Question
from ..problems import to_close, to_confirm, to_keep_order
from . import posting


@transaction.atomic
def close(
    *,
    question: Question,
    closing: Closing,
    same_as: Question | None = None,
    note: str = "",
    at: datetime | None = None,
    by: User,
) -> Question:
    """Take no more answers, for a reason its author is told; as a duplicate, lead on to `same_as` (or to
    what that one is itself a duplicate of). The texts stay."""
    question = posting.lock(question)
    if same_as is not None:
        same_as = Question.objects.select_related("duplicate_of").get(pk=same_as.pk)
    stop_if(to_close(question, closing, same_as, by))
    refuse_cpr(note)
    question.closed_at = at or timezone.now()
    question.closing, question.closing_note = closing, " ".join(note.split())
    if same_as is not None:
        question.duplicate_of = same_as.duplicate_of or same_as
        # Nobody is led from door to door.
        question.duplicates.update(duplicate_of=question.duplicate_of)
    question.save(update_fields=["closed_at", "closing", "closing_note", "duplicate_of"])
    trail.record("questions.closed", on=question, by=by, closing=str(closing))
    notices.closed(question, by=by)
    broadcast.marked(question)
    return question


@transaction.atomic
def reopen(*, question: Question, by: User) -> Question:
    """Take answers again. Safe to repeat."""
    question = posting.lock(question)
    stop_if(to_keep_order(by))
    if question.closed_at is None:
        posting.unlock(question)
        return question
    question.closed_at = question.duplicate_of = None
    question.closing = question.closing_note = ""
    question.save(update_fields=["closed_at", "closing", "closing_note", "duplicate_of"])
    trail.record("questions.reopened", on=question, by=by)
    notices.reopened(question, by=by)
    broadcast.marked(question)
    return question


@transaction.atomic
def archive(
    *, question: Question, archived: bool = True, at: datetime | None = None, by: User
) -> Question:
    """Out of the list, still found by the search; or back into it. Safe to repeat."""
    question = posting.lock(question)
    stop_if(to_keep_order(by))
    if (question.archived_at is not None) == archived:
        posting.unlock(question)
        return question
    question.archived_at = (at or timezone.now()) if archived else None
    question.save(update_fields=["archived_at"])
    trail.record(f"questions.{'archived' if archived else 'unarchived'}", on=question, by=by)
    broadcast.marked(question)
    return question


@transaction.atomic
def say_the_law(*, question: Question, law: Law | str, by: User) -> Question:
    """Whether the law is settled, as the secretariat sees it; empty takes the word back."""
    question = posting.lock(question)
    stop_if(to_confirm(by))
    if question.law == law:
        posting.unlock(question)
        return question
    question.law = law
    question.save(update_fields=["law"])
    trail.record("questions.law_said", on=question, by=by, law=str(law))
    broadcast.marked(question)
    return question
