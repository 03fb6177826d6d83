"""Asking, and changing one's question."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from members.groups.models import Group
from members.people.models import User
from portal.kit.problems import stop_if
from portal.topics.models import Topic
from portal.ui.validators import refuse_cpr

from .. import broadcast, notices, signals
from ..models import Question
from ..problems import gone, held, to_address, to_edit, to_write
from . import posting
from .drafting import Drafted, settle


@transaction.atomic
def ask(
    *,
    title: str,
    body: str,
    topics: Iterable[Topic] = (),
    audience: Group | None = None,
    anonymous: bool = False,
    key: UUID | None = None,
    draft: Drafted | None = None,
    at: datetime | None = None,
    by: User,
) -> Question:
    """Put a question to the network, or to one of the asker's own groups. The same `key` again gives
    the first one back. Of a `draft` the files come along."""
    stop_if([*to_write(by, title, body), *to_address(audience, by, anonymous)])
    if (first := posting.earlier(Question, key, by)) is not None:
        return first
    title = " ".join(title.split())
    refuse_cpr(title)
    moment = at or timezone.now()
    body = posting.cleaned(body)
    called = posting.called_in(body, Question(audience=audience))
    try:
        with transaction.atomic():
            question = Question.objects.create(
                title=title,
                body=posting.with_links(body, called),
                author=by,
                audience=audience,
                anonymous=anonymous,
                created_at=moment,
                last_activity_at=moment,
                idempotency_key=key or uuid4(),
            )
    except IntegrityError:
        # The same form, sent twice at once: the other one was quicker.
        if (first := posting.earlier(Question, key, by)) is None:
            raise
        return first
    question.topics.set(topics)
    if draft is not None:
        settle(post=question, question=None, drafted=draft, key=question.idempotency_key, by=by)
    posting.took_part(question, question, by)
    posting.record("questions.asked", on=question, posts=[question], by=by)
    notices.called_upon(called, question, by=by)
    posting.reindex(question)
    broadcast.asked(question)
    signals.asked.send(sender=Question, question=question, by=by)
    return question


@transaction.atomic
def edit_question(
    *, question: Question, title: str, body: str, topics: Iterable[Topic] | None = None, by: User
) -> Question:
    """Change one's own question; it says so from then on. The same again changes nothing."""
    stop_if([*to_edit(question, by), *to_write(by, title, body, on=question)])
    question = posting.lock(question)
    stop_if([*gone(question), *held(question)])
    title = " ".join(title.split())
    refuse_cpr(title)
    body = posting.cleaned(body)
    called, before = posting.called_in(body, question), posting.called_in(question.body, question)
    body = posting.with_links(body, called)
    wanted = None if topics is None else list(topics)
    reworded = (question.title, question.body) != (title, body)
    if not reworded and (wanted is None or set(wanted) == set(question.topics.all())):
        posting.unlock(question)
        return question
    if reworded:
        posting.keep_wording(question)
        question.edited_at = timezone.now()
    question.title, question.body = title, body
    question.save(update_fields=["title", "body", "edited_at"])
    added = _set_topics(question, wanted) if wanted is not None else []
    posting.record("questions.changed", on=question, posts=[question], by=by)
    notices.called_upon([each for each in called if each not in before], question, by=by)
    posting.reindex(question)
    broadcast.question_changed(question)
    # Nobody is called to a question that takes no answers.
    if added and question.takes_answers:
        signals.topics_added.send(sender=Question, question=question, topics=added, by=by)
    return question


def _set_topics(question: Question, topics: Iterable[Topic]) -> list[Topic]:
    """Give the question these topics; returns those it had not."""
    wanted = list(topics)
    had = set(question.topics.values_list("pk", flat=True))
    question.topics.set(wanted)
    return [topic for topic in wanted if topic.pk not in had]
