"""Whom the forum tells, and in which words. Titles and links only, never members' text."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.models import User
from members.people.queries import members
from portal.notices.flows import Mail, tell

from .models import Answer, Comment, Written


def address_of(answer: Answer) -> str:
    """Where an answer stands."""
    return reverse("questions:question", args=[answer.question_id]) + f"#svar-{answer.pk}"


def answered(answer: Answer, *, by: User) -> None:
    """Those who follow the question, its asker among them, hear of the answer, by mail too."""
    followers = members().filter(pk__in=answer.question.follows.values("person"))
    title = answer.question.title
    tell(
        followers,
        kind="question-answered",
        title=lambda: _("New answer: %(question)s") % {"question": title},
        url=address_of(answer),
        mail=Mail("questions/mail/answered", {"question": title}),
        by=by,
    )


def commented(comment: Comment, *, by: User) -> None:
    """The author of an answer hears of a comment on it."""
    answer = comment.answer
    tell(
        _author(answer),
        kind="answer-commented",
        title=lambda: (
            _("New comment on your answer: %(question)s") % {"question": answer.question.title}
        ),
        url=address_of(answer),
        by=by,
    )


def accepted(answer: Answer, *, by: User) -> None:
    """The author of an answer hears that it solved the question."""
    tell(
        _author(answer),
        kind="answer-accepted",
        title=lambda: (
            _("Your answer was accepted: %(question)s") % {"question": answer.question.title}
        ),
        url=address_of(answer),
        by=by,
    )


def _author(post: Written) -> Iterable[User]:
    if post.author_id is None:  # the account is gone
        return []
    return members().filter(pk=post.author_id)
