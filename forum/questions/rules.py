"""May this person do this to that question or answer?"""

from collections.abc import Collection

from members.groups.queries import belongs_to
from members.people.enums import Permission
from members.people.rules import may

from .models import Answer, Attachment, Draft, Question, Written


def may_enter(user) -> bool:
    """The room is the members' own."""
    return may(user, Permission.ENTER_MEMBERS_ROOMS)


def may_moderate(user) -> bool:
    return may_enter(user) and may(user, Permission.MODERATE_FORUM)


def may_view(user, question: Question, groups: Collection[int] | None = None) -> bool:
    """Members read what is asked of the whole network, a group's own people what is asked of the group,
    and whoever keeps order all of it; the same rule as `queries.questions_for`. Having asked opens
    nothing to one who has left the group: the answers were written for those who are in it. `groups` are
    the numbers of the reader's groups where they have been read for many at once."""
    if not may_enter(user):
        return False
    if question.audience_id is None or may_moderate(user):
        return True
    if groups is not None:
        return question.audience_id in groups
    assert question.audience is not None
    return belongs_to(user, question.audience)


def may_read(user, post: Written) -> bool:
    """Whether the words of a text are for this reader of its question: what is hidden, only its author
    and those who keep order still see."""
    return post.hidden_at is None or wrote(user, post) or may_moderate(user)


def may_write(user) -> bool:
    return may_enter(user) and may(user, Permission.WRITE_IN_FORUM)


def wrote(user, post: Written) -> bool:
    return post.author_id is not None and post.author_id == user.pk


def may_edit(user, post: Written) -> bool:
    """Only the one who wrote it, as long as it stands."""
    return may_write(user) and wrote(user, post) and post.deleted_at is None


def may_delete(user, post: Written) -> bool:
    """The one who wrote it, and those who keep order."""
    return may_edit(user, post) or may_moderate(user)


def may_detach(user, post: Written) -> bool:
    """Whether a person may take a file away from under a text: who wrote it, and those who keep order."""
    return may_edit(user, post) or (may_moderate(user) and post.deleted_at is None)


def may_open(user, attachment: Attachment) -> bool:
    """A file is for those who may read the text it stands under; a draft's for its owner alone."""
    if attachment.draft is not None:
        return may_write(user) and owns(user, attachment.draft)
    post = attachment.post
    if post is None or post.deleted_at is not None or not may_view(user, post.thread):
        return False
    # Under a question that is hidden, its answers' files still stand.
    return may_read(user, post)


def owns(user, draft: Draft) -> bool:
    return draft.owner_id == user.pk


def may_accept(user, question: Question) -> bool:
    """Only the asker knows which answer solved it."""
    return may_write(user) and wrote(user, question) and may_view(user, question)


def may_mark_helpful(user, answer: Answer) -> bool:
    """Everyone but the one who wrote the answer, as long as it stands."""
    return may_write(user) and not wrote(user, answer) and answer.deleted_at is None


def may_confirm(user) -> bool:
    return may_enter(user) and may(user, Permission.CONFIRM_ANSWERS)


def may_trace(user) -> bool:
    return may_enter(user) and may(user, Permission.TRACE_ANONYMOUS)
