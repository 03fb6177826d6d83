"""What is thought of an answer: accepted by the asker, confirmed by the secretariat, helpful to many."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import broadcast, notices, signals
from ..enums import State
from ..models import Answer, HelpfulMark
from ..problems import gone, to_accept, to_confirm, to_mark_helpful, unseen
from . import posting


@transaction.atomic
def accept(*, answer: Answer, at: datetime | None = None, by: User) -> Answer:
    """The asker's word that this answer solved it, beside others that did."""
    stop_if(to_accept(answer.question, by))
    question = posting.lock(answer.question)
    answer = Answer.objects.get(pk=answer.pk)
    stop_if([*gone(answer), *unseen(answer)])
    if answer.accepted_at is not None:
        posting.unlock(question)
        return answer
    answer.accepted_at = at or timezone.now()
    answer.save(update_fields=["accepted_at"])
    question.state = State.SOLVED
    question.save(update_fields=["state"])
    posting.record("questions.accepted", on=answer, posts=[question, answer], by=by)
    notices.accepted(answer, by=by)
    broadcast.judged([answer])
    return answer


@transaction.atomic
def unaccept(*, answer: Answer, by: User) -> Answer:
    """The asker takes the word back; without another accepted answer the question is not solved."""
    stop_if(to_accept(answer.question, by))
    question = posting.lock(answer.question)
    answer = Answer.objects.get(pk=answer.pk)
    if answer.accepted_at is None:
        posting.unlock(question)
        return answer
    answer.accepted_at = None
    answer.save(update_fields=["accepted_at"])
    if not question.answers.filter(accepted_at__isnull=False).exists():
        question.state = State.ANSWERED
        question.save(update_fields=["state"])
    posting.record("questions.unaccepted", on=answer, posts=[question, answer], by=by)
    signals.unaccepted.send(sender=Answer, answer=answer, by=by)
    broadcast.judged([answer])
    return answer


@transaction.atomic
def confirm(
    *, answer: Answer, confirmed: bool = True, at: datetime | None = None, by: User
) -> Answer:
    """The secretariat says that an answer is right in law, or takes that back."""
    stop_if(to_confirm(by))
    question = posting.lock(answer.question)
    answer = Answer.objects.get(pk=answer.pk)
    stop_if([*gone(answer), *unseen(answer)])
    if (answer.confirmed_at is not None) == confirmed:
        posting.unlock(question)
        return answer
    answer.confirmed_at = (at or timezone.now()) if confirmed else None
    answer.confirmed_by = by if confirmed else None
    answer.save(update_fields=["confirmed_at", "confirmed_by"])
    # Not an author's deed, so it stands with its name also on an anonymous answer of one's own.
    verb = "confirmed" if confirmed else "unconfirmed"
    trail.record(f"questions.{verb}", on=answer, by=by)
    broadcast.judged([answer])
    return answer


@transaction.atomic
def mark_helpful(*, answer: Answer, helpful: bool | None = None, by: User) -> bool:
    """Mark or unmark an answer as helpful; without `helpful` it is turned round. Returns the outcome."""
    answer = Answer.objects.select_related("question").get(pk=answer.pk)
    stop_if(to_mark_helpful(answer, by))
    mine = HelpfulMark.objects.filter(answer=answer, person=by)
    present = mine.exists()
    wanted = (not present) if helpful is None else helpful
    if wanted == present:
        return present
    if wanted:
        HelpfulMark.objects.get_or_create(answer=answer, person=by)
    else:
        mine.delete()
    trail.record(
        "questions.marked_helpful" if wanted else "questions.unmarked_helpful", on=answer, by=by
    )
    return wanted
