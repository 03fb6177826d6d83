"""Changing what one has written, keeping the earlier wording, and forgetting it."""

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import broadcast, notices
from ..models import Comment, Revision
from ..problems import gone, held, to_edit, to_forget, to_write
from . import posting


@transaction.atomic
def edit_comment(*, comment: Comment, text: str, by: User) -> Comment:
    """Change one's own comment; it says so from then on."""
    answer = comment.answer
    stop_if([*to_edit(comment, by), *to_write(by, text, on=answer.question)])
    question = posting.lock(answer.question)
    refuse_cpr(text)
    comment = Comment.objects.get(pk=comment.pk)
    stop_if([*gone(comment), *held(question)])
    text = text.strip()
    if comment.text == text:
        posting.unlock(question)
        return comment
    called, before = (posting.called_in(each, question) for each in (text, comment.text))
    posting.keep_wording(comment)
    comment.text, comment.edited_at = text, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    notices.called_upon([each for each in called if each not in before], comment, by=by)
    posting.record("questions.comment_changed", on=comment, posts=[comment], by=by)
    broadcast.answer_reworded(answer)
    return comment


@transaction.atomic
def forget_wording(*, revision: Revision, by: User) -> None:
    """Delete an earlier wording for good: by the one who wrote it, who has perhaps taken out what should
    never have stood there, or by those who keep order. Safe to repeat."""
    post = revision.post
    stop_if(to_forget(post, by))
    if Revision.objects.filter(pk=revision.pk).delete()[0]:
        posting.record("questions.wording_forgotten", on=post, posts=[post], by=by)
