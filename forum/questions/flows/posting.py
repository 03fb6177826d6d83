"""What all posts have in common: the lock, the guard on texts, the trail that keeps a secret, and the
answer to a form that was sent twice."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from wagtail.search import index

from members.onboarding import flows as onboarding
from members.onboarding.enums import Deed
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui import prose
from portal.ui.uploads import Upload, keep
from portal.ui.validators import refuse_cpr

from .. import mentions
from ..enums import State
from ..models import Answer, Attachment, Follow, Question, Revision, Written
from ..problems import NO_ACCESS
from ..queries import readers_of


def lock(question: Question) -> Question:
    """Take the question's row and its next number; the first statement of every flow that tells open
    pages something. An UPDATE locks on both databases, where SELECT … FOR UPDATE locks only on one."""
    Question.objects.filter(pk=question.pk).update(seq=F("seq") + 1)
    return Question.objects.get(pk=question.pk)


def lock_all(*keys: int) -> dict[int, Question]:
    """Take several questions' rows and next numbers, always in the same order, so that two who want the
    same ones never wait for each other."""
    return {key: lock(Question(pk=key)) for key in sorted(set(keys))}


def unlock(question: Question) -> None:
    """Give the number back: nothing happened after all. The row is still ours."""
    Question.objects.filter(pk=question.pk).update(seq=F("seq") - 1)


def cleaned(text: str) -> str:
    """Formatted text as it may be stored: only the allowed elements, and no CPR number in words, links
    or split by formatting."""
    body = prose.clean(text)
    refuse_cpr(prose.everything_written(body))
    return body


def called_in(text: str, question: Question) -> list[User]:
    """The readers of the question who are called upon by name in a text, formatted or plain."""
    words = prose.plain(text)
    return mentions.named(words, readers_of(question)) if "@" in words else []


def with_links(body: str, people: list[User]) -> str:
    """Formatted text in which the names of those called upon lead to their profiles."""
    if not people:
        return body
    return mentions.with_links(
        body, people, lambda person: reverse("directory:person", args=[person.pk])
    )


def keep_wording(post: Written) -> None:
    """Put the text's wording aside before it is changed."""
    Revision.objects.create(
        **{str(post._meta.model_name): post},
        title=getattr(post, "title", ""),
        text=post.text_written,
        files="\n".join(file.name for file in _files_of(post)),
    )


def _files_of(post: Written):
    return post.attachments.all() if isinstance(post, Question | Answer) else ()


def forget_files(post: Written) -> None:
    """Delete the files under the text; the storage lets go of them once that is certain."""
    for file in _files_of(post):
        file.delete()


def store(upload: Upload, **place) -> Attachment:
    """Write the file and its row."""
    attachment = Attachment(**place)
    keep(attachment, upload)
    return attachment


def forget_wordings(post: Written) -> None:
    """Delete every earlier wording of the text."""
    Revision.objects.filter(**{str(post._meta.model_name): post}).delete()


def earlier(model: type[Written], key: UUID | None, by: Any) -> Any:
    """The first result of a form that is sent again; None for a new one. Another person's key opens
    nothing."""
    found = model._default_manager.filter(idempotency_key=key).first() if key else None
    if found is not None and found.author_id != by.pk:
        stop_if([NO_ACCESS])
    return found


def record(action: str, *, on: Any, posts: list[Written], by: Any, **facts: Any) -> None:
    """Write the trail; the one who acts is left out where that would tell who wrote an anonymous text.

    The text's own row knows its author, and `trace_author` is the one way to read it.
    """
    secret = any(post.anonymous and post.author_id == getattr(by, "pk", None) for post in posts)
    trail.record(action, on=on, by=None if secret else by, anonymous=secret, **facts)


def took_part(post: Written, question: Question, by: Any) -> None:
    """The writer follows the question from now on, and a new member's onboarding notices the deed.

    Not when it was done anonymously: the buddy and the trail would see who wrote just then.
    """
    Follow.objects.get_or_create(question=question, person=by, defaults={"seen_at": timezone.now()})
    if not post.anonymous:
        about = f"question:{question.pk}"
        onboarding.tick(person=by, deed=Deed.QUESTION_ASKED, about=about, by=by)
        topics = [f"topic:{topic.pk}" for topic in question.topics.all()]
        onboarding.tick(person=by, deed=Deed.INTRODUCED, about=about, subjects=topics, by=by)


def reindex(question: Question) -> None:
    """Keep the search's words with the text, in the same transaction."""
    indexed = Question.get_indexed_objects().filter(pk=question.pk).first()
    if indexed is None:
        index.remove_object(question)
    else:
        index.insert_or_update_object(indexed)


def recount(question: Question) -> None:
    """Let the question's row say how many answers stand under it, and its state what they make of it."""
    standing = question.answers.filter(deleted_at__isnull=True)
    question.answers_count = standing.count()
    if not question.answers_count:
        question.state = State.OPEN
    elif standing.filter(accepted_at__isnull=False).exists():
        question.state = State.SOLVED
    else:
        question.state = State.ANSWERED
    question.save(update_fields=["answers_count", "state"])
