"""Deleting what was written: the words go, and a stub says that something stood there."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.people.models import User
from portal.kit.problems import stop_if

from .. import broadcast, notices
from ..models import Answer, Comment, Question, Written
from ..problems import to_delete
from . import posting


@transaction.atomic
def delete_question(*, question: Question, at: datetime | None = None, by: User) -> Question:
    """Take the question's words away; the answers stay for those who know the way, and no list or search
    leads there any more."""
    stop_if(to_delete(question, by))
    question = posting.lock(question)
    if _mark(question, at, by):
        with override("da"):
            question.title = _("Deleted question")
        question.body = ""
        question.save()
        question.topics.clear()
        posting.reindex(question)
        broadcast.question_changed(question)
    else:
        posting.unlock(question)
    return question


@transaction.atomic
def delete_answer(*, answer: Answer, at: datetime | None = None, by: User) -> Answer:
    """Take the answer's words away, and with them what was thought of it."""
    stop_if(to_delete(answer, by))
    question = posting.lock(answer.question)
    answer = Answer.objects.get(pk=answer.pk)
    if not _mark(answer, at, by):
        posting.unlock(question)
        return answer
    answer.body, answer.cites, answer.cites_version = "", None, None
    answer.accepted_at = answer.confirmed_at = answer.confirmed_by = None
    answer.save()
    answer.helpful_marks.all().delete()
    posting.recount(question)
    posting.reindex(question)
    broadcast.answer_reworded(answer)
    return answer


@transaction.atomic
def delete_comment(*, comment: Comment, at: datetime | None = None, by: User) -> Comment:
    """Take the comment's words away."""
    stop_if(to_delete(comment, by))
    question = posting.lock(comment.thread)
    comment = Comment.objects.select_related("answer").get(pk=comment.pk)
    if not _mark(comment, at, by):
        posting.unlock(question)
        return comment
    comment.text = ""
    comment.save()
    broadcast.answer_reworded(comment.answer)
    return comment


def _mark(post: Written, at: datetime | None, by: User) -> bool:
    """Write down that it is gone, and for whom; False when it was already."""
    if post.deleted_at is not None:
        return False
    post.deleted_at = at or timezone.now()
    post.removed = post.author_id != by.pk
    post.hidden_at, post.hidden_for, post.hidden_note = None, "", ""
    posting.forget_wordings(post)
    posting.forget_files(post)
    posting.record(
        f"questions.{post._meta.model_name}_deleted",
        on=post,
        posts=[post],
        by=by,
        removed=post.removed,
    )
    if post.removed:
        notices.removed(post, by=by)
    return True
