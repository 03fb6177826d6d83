"""May this person do this to that question or answer?"""

from members.people.enums import Permission
from members.people.rules import may

from .models import Answer, Question, Written


def may_enter(user) -> bool:
    """The room is the members' own."""
    return may(user, Permission.ENTER_MEMBERS_ROOMS)


def may_view(user, question: Question) -> bool:
    """Every member reads every question; the same rule as `queries.questions_for`."""
    return may_enter(user)


def may_write(user) -> bool:
    return may_enter(user) and may(user, Permission.WRITE_IN_FORUM)


def wrote(user, post: Written) -> bool:
    return post.author_id is not None and post.author_id == user.pk


def may_edit(user, post: Written) -> bool:
    """Only the one who wrote it."""
    return may_write(user) and wrote(user, post)


def may_accept(user, question: Question) -> bool:
    """Only the asker knows which answer solved it."""
    return may_write(user) and wrote(user, question)


def may_mark_helpful(user, answer: Answer) -> bool:
    """Everyone but the one who wrote the answer."""
    return may_write(user) and not wrote(user, answer)


def may_confirm(user) -> bool:
    return may_enter(user) and may(user, Permission.CONFIRM_ANSWERS)


def may_trace(user) -> bool:
    return may_enter(user) and may(user, Permission.TRACE_ANONYMOUS)
