"""Whom the forum tells, and in which words. Titles and links only, never members' text."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from portal.notices.flows import Mail, take_back, tell

from .enums import Level
from .models import Answer, Comment, Question, Written
from .queries import readers_of


def address_of(answer: Answer) -> str:
    """Where an answer stands."""
    return reverse("questions:question", args=[answer.question_id]) + f"#svar-{answer.pk}"


def answered(answer: Answer, *, called: Collection[User] = (), by: User) -> None:
    """Those who follow the question and want to hear at once, the asker as a rule among them, hear of
    the answer, by mail too; not those who are `called` upon in it and hear of that."""
    question, title = answer.question, answer.question.shown_title
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
        title=lambda: _("You are mentioned in: %(question)s") % {"question": question.shown_title},
        url=place_of(post),
        mail=Mail(
            "questions/mail/called_upon",
            {"question": question.shown_title},
            f"question:{question.pk}",
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
            _("New comment on your answer: %(question)s")
            % {"question": answer.question.shown_title}
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
            _("Your answer was accepted: %(question)s") % {"question": answer.question.shown_title}
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
            % {"question": question.shown_title}
        ),
        url=reverse("questions:question", args=[question.pk]),
        by=by,
    )


def file_removed(post: Written, *, by: User) -> None:
    """The one who attached a file hears that it has been removed. Its name may be the reason, and is not
    said."""
    _tell_author(
        post,
        "file-removed",
        lambda: (
            _("The secretariat has removed a file you attached in: %(question)s")
            % {"question": post.thread.shown_title}
        ),
        by,
    )


def hidden(post: Written, *, by: User) -> None:
    """The one who wrote something hears that it is hidden; the page says why."""
    _tell_author(
        post,
        "post-hidden",
        lambda: _("Something you wrote is hidden while the secretariat looks at it"),
        by,
    )


def shown(post: Written, *, by: User) -> None:
    """The one who wrote it hears that everybody reads it again."""
    _tell_author(post, "post-shown", lambda: _("What you wrote can be read by everybody again"), by)


def locked(question: Question, *, by: User) -> None:
    """The one who asked hears that nothing can be written for now; the page says why."""
    _tell_author(
        question,
        "question-locked",
        lambda: (
            _("Your question is locked for the time being: %(question)s") % {"question": question}
        ),
        by,
    )


def unlocked(question: Question, *, by: User) -> None:
    """The one who asked hears that it is open again."""
    _tell_author(
        question,
        "question-unlocked",
        lambda: _("Your question is open again: %(question)s") % {"question": question},
        by,
    )


def merged(question: Question, into: Question, answers: list[int], *, by: User) -> None:
    """The one who asked, those whose answers have moved, and the one who asked the other question."""
    title = into.shown_title
    _tell_author(
        question,
        "question-merged",
        lambda: (
            _("Your question has been put together with one that asks the same: %(question)s")
            % {"question": title}
        ),
        by,
        url=place_of(into),
    )
    moved = Answer.objects.filter(pk__in=answers, deleted_at__isnull=True).order_by("created_at")
    # Each hears once, however much they have written.
    firsts = {each.author_id: each for each in reversed(moved.select_related("question"))}
    for first in firsts.values():
        _tell_author(
            first,
            "answer-moved",
            lambda: (
                _("Your answer has moved to a question that asks the same: %(question)s")
                % {"question": title}
            ),
            by,
        )
    if firsts:
        _tell_author(
            into,
            "answers-came",
            lambda: (
                _("Answers to a question that asks the same stand under yours now: %(question)s")
                % {"question": title}
            ),
            by,
        )


def take_back_titles(question: Question, *, by: User) -> None:
    """A hidden question's title leaves the bells of all but its author and those who keep order."""
    keep = set(holders(Permission.MODERATE_FORUM).values_list("pk", flat=True))
    if question.author_id is not None:
        keep.add(question.author_id)
    take_back(place_of(question), but_for=keep, by=by)


def take_back_from_outsiders(question: Question, *, by: User) -> None:
    """The notices of a question leave the bells of those who may not read it any more."""
    readers = readers_of(question).values_list("pk", flat=True)
    take_back(place_of(question), but_for=readers, by=by)


def moved(question: Question, reason: str, *, by: User) -> None:
    """The one who asked hears who reads it now, and why."""
    group = question.audience
    _tell_author(
        question,
        "question-moved",
        lambda: (
            _("Only %(group)s reads your question now: %(reason)s")
            % {"group": group, "reason": reason}
            if group
            else _("The whole network reads your question now: %(reason)s") % {"reason": reason}
        ),
        by,
    )


def place_of(post: Written) -> str:
    """The page, and the place on it, where a text stands."""
    if isinstance(post, Answer):
        return address_of(post)
    if isinstance(post, Comment):
        return reverse("questions:question", args=[post.thread.pk]) + f"#kommentar-{post.pk}"
    return reverse("questions:question", args=[post.pk])


def files_address(post: Written) -> str:
    """Where the files under a text are taken away one by one; empty where there are none."""
    if not isinstance(post, Question | Answer) or not post.attachments.exists():
        return ""
    name = "question_files" if isinstance(post, Question) else "answer_files"
    return reverse(f"questions:{name}", args=[post.pk])


def _tell_author(post: Written, kind: str, title, by: User, *, url: str = "") -> None:
    tell(_author(post, post.thread), kind=kind, title=title, url=url or place_of(post), by=by)


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
