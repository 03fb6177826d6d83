"""Putting two questions that ask the same together: the answers of one move under the other."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import broadcast, notices, signals
from ..enums import Closing, EventKind, Level
from ..models import Answer, Bookmark, Follow, Question, QuestionEvent
from ..problems import to_merge
from . import posting


@transaction.atomic
def merge(
    *, question: Question, into: Question, note: str = "", at: datetime | None = None, by: User
) -> Question:
    """Close a question as one that asks the same, and let its answers and followers go along to the other.
    Only where the same people read both. Safe to repeat.

    Comments, helpful marks and confirmations go with the answers. That an answer solved it does not: it is
    the word of the one who asked, and the other's asker may say it there.
    """
    refuse_cpr(note)
    # One that itself leads on leads there.
    target = into.duplicate_of_id or into.pk
    leading = question.duplicates.values_list("pk", flat=True)
    rows = posting.lock_all(question.pk, target, *leading)
    question, into = rows.pop(question.pk), rows.pop(target, question)
    stop_if(to_merge(question, into, by))
    answers = list(question.answers.values_list("pk", flat=True))
    if question.duplicate_of_id == into.pk and not answers:
        for each in (question, into, *rows.values()):
            posting.unlock(each)
        return into
    _close(question, into, note, at or timezone.now())
    _move(question, into, answers)
    _carry_along(question, into)
    for each in (question, into):
        _bring_up_to_date(each)
        posting.reindex(each)
    trail.record("questions.merged", on=question, by=by, question=into.pk, count=len(answers))
    notices.merged(question, into, answers, by=by)
    broadcast.merged(question, into, answers)
    for each in rows.values():
        broadcast.marked(each)
    signals.merged.send(sender=Question, question=question, into=into, by=by)
    return into


def _close(question: Question, into: Question, note: str, at: datetime) -> None:
    if question.closed_at is None:
        question.closed_at = at
        question.closing_note = " ".join(note.split())
    question.closing, question.duplicate_of = Closing.DUPLICATE, into
    question.save(update_fields=["closed_at", "closing", "closing_note", "duplicate_of"])
    # Nobody is led from door to door.
    question.duplicates.update(duplicate_of=into)


def _move(question: Question, into: Question, answers: list[int]) -> None:
    Answer.objects.filter(pk__in=answers).update(question=into, accepted_at=None)
    stood = Answer.moved_from.through
    stood.objects.bulk_create(
        [stood(answer_id=answer, question_id=question.pk) for answer in answers],
        ignore_conflicts=True,
    )
    # Their words leave the old page's events; what came with an earlier move is among them.
    words = QuestionEvent.objects.filter(question=question)
    words.filter(answer__isnull=False).update(html="")
    words.filter(kind=EventKind.MERGED).update(html="")


def _carry_along(question: Question, into: Question) -> None:
    """Who follows or has saved the one gets the other; nobody is writing an answer to the one any more."""
    follows = question.follows.exclude(level=Level.NEVER)
    Follow.objects.bulk_create(
        [
            Follow(question=into, person_id=each.person_id, level=each.level, seen_at=each.seen_at)
            for each in follows
        ],
        ignore_conflicts=True,
    )
    Bookmark.objects.bulk_create(
        [Bookmark(question=into, person_id=each.person_id) for each in question.bookmarks.all()],
        ignore_conflicts=True,
    )
    question.claims.all().delete()


def _bring_up_to_date(question: Question) -> None:
    """How many answers it has now, and when the latest of them was written."""
    posting.recount(question)
    written = question.answers.order_by("-created_at").values_list("created_at", flat=True).first()
    if written is not None:
        question.last_activity_at = max(question.last_activity_at, written)
        question.save(update_fields=["last_activity_at"])
