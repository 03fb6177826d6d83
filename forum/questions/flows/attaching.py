"""Files under a text that stands already: attached and taken away by the one who wrote it, one at a time."""

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.kit.problems import stop_if
from portal.ui.uploads import Upload

from .. import broadcast
from ..models import Answer, Attachment, Question
from ..problems import gone, to_attach, to_edit, to_join
from . import posting


@transaction.atomic
def attach(*, post: Question | Answer, upload: Upload, by: User) -> Attachment:
    """Attach a file to one's own question or answer; its history says so."""
    stop_if([*to_edit(post, by), *to_join(post.thread, by)])
    question = posting.lock(post.thread)
    post = type(post).objects.get(pk=post.pk)
    stop_if([*gone(post), *to_attach(post.attachments.count() + 1)])
    posting.keep_wording(post)
    attachment = posting.store(upload, **{str(post._meta.model_name): post})
    _changed(post, question, "questions.attached", by)
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment, by: User) -> None:
    """Take a file away from one's own question or answer. Safe to repeat."""
    post = attachment.question or attachment.answer
    assert post is not None, "a draft's files are dropped, not detached"
    stop_if([*to_edit(post, by), *to_join(post.thread, by)])
    question = posting.lock(post.thread)
    post = type(post).objects.get(pk=post.pk)
    still = Attachment.objects.filter(pk=attachment.pk).first()
    if still is None:
        posting.unlock(question)
        return
    posting.keep_wording(post)
    still.delete()
    _changed(post, question, "questions.detached", by)


def _changed(post: Question | Answer, question: Question, action: str, by: User) -> None:
    post.edited_at = timezone.now()
    post.save(update_fields=["edited_at"])
    posting.record(action, on=post, posts=[post], by=by)
    posting.reindex(question)
    if isinstance(post, Answer):
        broadcast.answer_reworded(post)
    else:
        broadcast.question_changed(question)
