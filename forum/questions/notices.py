"""Whom the forum tells, and in which words. Titles and links only, never members' text."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.models import User
from portal.notices.flows import Mail, tell

from .enums import Level
from .models import Answer, Comment, Question, Written
from .queries import readers_of


def address_of(answer: Answer) -> str:
    """Where an answer stands."""
    return reverse("questions:question", args=[answer.question_id]) + f"#svar-{answer.pk}"


def place_of(post: Written) -> str:
    """Where a text stands."""
    if isinstance(post, Question):
        return reverse("questions:question", args=[post.pk])
    assert isinstance(post, Answer | Comment)
    return address_of(post if isinstance(post, Answer) else post.answer)


def answered(answer: Answer, *, called: Collection[User] = (), by: User) -> None:
    """Those who follow the question and want to hear at once, the asker as a rule among them, hear of
    the answer, by mail too; not those who are `called` upon in it and hear of that."""
    question, title = answer.question, answer.question.title
    at_once = question.follows.filter(level=Level.AT_ONCE)
    tell(
        readers_of(question)
        .filter(pk__in=at_once.values("person"))
        .exclude(pk__in=[person.pk for person in called]),
        kind="question-answered",
        title=lambda: _("New answer: %(question)s") % {"question": title},
        url=address_of(answer),
        mail=Mail("questions/mail/answered", {"question": title}, f"question:{question.pk}"),
        by=by,
    )


def called_upon(people: Collection[User], post: Written, *, by: User) -> None:
    """Those who are called upon by name in a text hear of it, by mail too, unless they want to hear no more
    of the question. Who calls is not said: the text may be anonymous."""
    question = post.thread
    silent = question.follows.filter(level=Level.NEVER).values_list("person", flat=True)
    deaf = set(silent) if people else set()
    tell(
        [person for person in people if person.pk not in deaf],
        kind="called-upon",
        title=lambda: _("You are mentioned in: %(question)s") % {"question": question.title},
        url=place_of(post),
        mail=Mail(
            "questions/mail/called_upon", {"question": question.title}, f"question:{question.pk}"
        ),
        by=by,
    )


def commented(comment: Comment, *, by: User) -> None:
    """The author of an answer hears of a comment on it."""
    answer = comment.answer
    tell(
        _listening_author(answer),
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
        _listening_author(answer),
        kind="answer-accepted",
        title=lambda: (
            _("Your answer was accepted: %(question)s") % {"question": answer.question.title}
        ),
        url=address_of(answer),
        by=by,
    )


def closed(question: Question, *, by: User) -> None:
    """The one who asked hears that their question takes no more answers; the page says why."""
    tell(
        _author(question, question),
        kind="question-closed",
        title=lambda: _("Your question has been closed: %(question)s") % {"question": question},
        url=reverse("questions:question", args=[question.pk]),
        by=by,
    )


def reopened(question: Question, *, by: User) -> None:
    """The one who asked hears that it takes answers again."""
    tell(
        _author(question, question),
        kind="question-reopened",
        title=lambda: _("Your question is open again: %(question)s") % {"question": question},
        url=reverse("questions:question", args=[question.pk]),
        by=by,
    )


def removed(post: Written, *, by: User) -> None:
    """The one who wrote something hears that it has been removed."""
    question = post.thread
    tell(
        _author(post, question),
        kind="post-removed",
        title=lambda: (
            _("The secretariat has removed something you wrote in: %(question)s")
            % {"question": question}
        ),
        url=reverse("questions:question", args=[question.pk]),
        by=by,
    )


def _author(post: Written, question: Question) -> Iterable[User]:
    if post.author_id is None:  # the account is gone
        return []
    return readers_of(question).filter(pk=post.author_id)


def _listening_author(answer: Answer) -> Iterable[User]:
    """The one who wrote the answer, unless they want to hear no more of the question."""
    question = answer.question
    if question.follows.filter(person=answer.author_id, level=Level.NEVER).exists():
        return []
    return _author(answer, question)
