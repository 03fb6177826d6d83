"""Files under a text that stands already, one at a time: attached by the one who wrote it, and taken away by
them or by those who keep order."""

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.kit.problems import stop_if
from portal.ui.uploads import Upload

from .. import broadcast, notices
from ..models import Answer, Attachment, Question
from ..problems import gone, held, to_attach, to_detach, to_edit, to_join
from . import posting


@transaction.atomic
def attach(*, post: Question | Answer, upload: Upload, by: User) -> Attachment:
    """Attach a file to one's own question or answer; its history says so."""
    stop_if([*to_edit(post, by), *to_join(post.thread, by)])
    question = posting.lock(post.thread)
    post = type(post).objects.get(pk=post.pk)
    stop_if([*gone(post), *held(question), *to_attach(post.attachments.count() + 1)])
    posting.keep_wording(post)
    attachment = posting.store(upload, **{str(post._meta.model_name): post})
    _changed(post, question, "questions.attached", by)
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment, by: User) -> None:
    """Take a file away from under a question or an answer: row and words now, the file itself once that is
    certain. The history keeps the line that it was there. An author whose file another takes is told.
    Safe to repeat."""
    post = attachment.question or attachment.answer
    assert post is not None, "a draft's files are dropped, not detached"
    stop_if([*to_detach(post, by), *to_join(post.thread, by)])
    question = posting.lock(post.thread)
    post = type(post).objects.get(pk=post.pk)
    removed = post.author_id != by.pk
    if not removed:
        stop_if(held(question))
    still = Attachment.objects.filter(pk=attachment.pk).first()
    if still is None:
        posting.unlock(question)
        return
    posting.keep_wording(post)
    still.delete()
    if removed:
        notices.file_removed(post, by=by)
    _changed(post, question, "questions.detached", by, removed=removed)


def _changed(
    post: Question | Answer, question: Question, action: str, by: User, *, removed: bool = False
) -> None:
    post.edited_at = timezone.now()
    post.save(update_fields=["edited_at"])
    facts = {"removed": True} if removed else {}
    posting.record(action, on=post, posts=[post], by=by, **facts)
    posting.reindex(question)
    if removed:
        # It is to be gone from open pages at once, and not when their readers ask for it.
        broadcast.hidden_or_shown(post)
    elif isinstance(post, Answer):
        broadcast.answer_reworded(post)
    else:
        broadcast.question_changed(question)
