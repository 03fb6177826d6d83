"""Answering, commenting, and changing one's answer."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide, Version

from .. import broadcast, notices, signals
from ..enums import State
from ..models import Answer, Comment, Question
from ..problems import gone, held, to_add, to_cite, to_edit, to_hide, to_write, unseen
from . import posting
from .drafting import Drafted, settle


@transaction.atomic
def answer(
    *,
    question: Question,
    body: str,
    anonymous: bool = False,
    cites: Guide | None = None,
    key: UUID | None = None,
    draft: Drafted | None = None,
    at: datetime | None = None,
    by: User,
) -> Answer:
    """Answer a question; asker and followers are told. The same `key` again gives the first one back.
    Of a `draft` the files come along."""
    stop_if(
        [
            *to_write(by, body, on=question),
            *to_hide(question.audience, anonymous),
            *to_cite(cites),
        ]
    )
    question = posting.lock(question)
    if (first := posting.earlier(Answer, key, by)) is not None:
        posting.unlock(question)
        return first
    stop_if(to_add(question))
    moment = at or timezone.now()
    body = posting.cleaned(body)
    called = posting.called_in(body, question)
    new = Answer.objects.create(
        question=question,
        body=posting.with_links(body, called),
        author=by,
        anonymous=anonymous,
        cites=cites,
        cites_version=_version_of(cites),
        created_at=moment,
        idempotency_key=key or uuid4(),
    )
    if draft is not None:
        settle(post=new, question=question, drafted=draft, key=new.idempotency_key, by=by)
    question.answers_count += 1
    if question.state == State.OPEN:
        question.state = State.ANSWERED
    question.last_activity_at = max(question.last_activity_at, moment)
    question.save(update_fields=["answers_count", "state", "last_activity_at"])
    notices.answered(new, called=called, by=by)
    notices.called_upon(called, new, by=by)
    posting.took_part(new, question, by)
    posting.record("questions.answered", on=new, posts=[new], by=by, question=question.pk)
    posting.reindex(question)
    # An open answer keeps its promise. Behind an anonymous one the promise runs out by itself: one that
    # ended just then would tell who wrote it.
    if not anonymous:
        question.claims.filter(person=by).delete()
    broadcast.answered(new)
    signals.answered.send(sender=Answer, answer=new, by=by)
    return new


@transaction.atomic
def comment(
    *,
    answer: Answer,
    text: str,
    anonymous: bool = False,
    key: UUID | None = None,
    at: datetime | None = None,
    by: User,
) -> Comment:
    """Add a short word to an answer, in plain text; its author is told."""
    stop_if(
        [
            *to_write(by, text, on=answer.question),
            *to_hide(answer.question.audience, anonymous),
        ]
    )
    question = posting.lock(answer.question)
    if (first := posting.earlier(Comment, key, by)) is not None:
        posting.unlock(question)
        return first
    stop_if(to_add(question))
    answer = Answer.objects.select_related("question").get(pk=answer.pk)
    stop_if([*gone(answer), *unseen(answer)])
    refuse_cpr(text)
    moment = at or timezone.now()
    new = Comment.objects.create(
        answer=answer,
        text=text.strip(),
        author=by,
        anonymous=anonymous,
        created_at=moment,
        idempotency_key=key or uuid4(),
    )
    question.last_activity_at = max(question.last_activity_at, moment)
    question.save(update_fields=["last_activity_at"])
    called = posting.called_in(text, question)
    if answer.author not in called:
        notices.commented(new, by=by)
    notices.called_upon(called, new, by=by)
    posting.record("questions.commented", on=new, posts=[new], by=by, question=question.pk)
    broadcast.commented(new)
    return new


@transaction.atomic
def edit_answer(*, answer: Answer, body: str, cites: Guide | None = None, by: User) -> Answer:
    """Change one's own answer; it says so from then on. The same words again change nothing."""
    stop_if([*to_edit(answer, by), *to_write(by, body, on=answer.question)])
    stop_if(to_cite(cites, now=answer.cites))
    question = posting.lock(answer.question)
    answer = Answer.objects.get(pk=answer.pk)
    stop_if([*gone(answer), *held(question)])
    body = posting.cleaned(body)
    called, before = posting.called_in(body, question), posting.called_in(answer.body, question)
    body = posting.with_links(body, called)
    if (answer.body, answer.cites) == (body, cites):
        posting.unlock(question)
        return answer
    if answer.body != body:
        posting.keep_wording(answer)
    if answer.cites != cites:
        answer.cites, answer.cites_version = cites, _version_of(cites)
    answer.body, answer.edited_at = body, timezone.now()
    answer.save(update_fields=["body", "cites", "cites_version", "edited_at"])
    posting.record("questions.answer_changed", on=answer, posts=[answer], by=by)
    notices.called_upon([each for each in called if each not in before], answer, by=by)
    posting.reindex(question)
    broadcast.answer_reworded(answer)
    return answer


def _version_of(guide: Guide | None) -> Version | None:
    """What readers get of the guide today, so that the answer can tell when that is another one."""
    if guide is None:
        return None
    edition = Answer(cites=guide).cited_edition
    return edition.newest if edition else None
