"""Locking a question for the time being: it stands as it is until those who keep order let go."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import broadcast, notices
from ..models import Question
from ..problems import to_keep_order, to_lock
from . import posting


@transaction.atomic
def lock(*, question: Question, note: str, at: datetime | None = None, by: User) -> Question:
    """No answers, comments or changes for now, for a reason that all its readers see. Safe to repeat: the
    first reason stands."""
    refuse_cpr(note)
    question = posting.lock(question)
    stop_if(to_lock(question, note, by))
    if question.locked_at is not None:
        posting.unlock(question)
        return question
    question.locked_at, question.lock_note = at or timezone.now(), " ".join(note.split())
    question.save(update_fields=["locked_at", "lock_note"])
    trail.record("questions.locked", on=question, by=by)
    notices.locked(question, by=by)
    broadcast.marked(question)
    return question


@transaction.atomic
def unlock(*, question: Question, by: User) -> Question:
    """Let its readers write again. Safe to repeat."""
    question = posting.lock(question)
    stop_if(to_keep_order(by))
    if question.locked_at is None:
        posting.unlock(question)
        return question
    question.locked_at, question.lock_note = None, ""
    question.save(update_fields=["locked_at", "lock_note"])
    trail.record("questions.unlocked", on=question, by=by)
    notices.unlocked(question, by=by)
    broadcast.marked(question)
    return question
