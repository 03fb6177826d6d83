"""Whom drafting tells. Behind the bell alone: nobody else sees who wrote what is used."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.questions.models import Answer, Question
from forum.questions.queries import readers_of
from portal.notices.flows import tell


def used(question: Question, answers: Iterable[Answer], *, by) -> None:
    """Those whose words are to be used, the asker and the writers of the answers, hear of it, also where
    they wrote anonymously."""
    authors = (post.author_id for post in (question, *answers))
    writers = {each for each in authors if each is not None}
    tell(
        readers_of(question).filter(pk__in=writers),
        kind="words-used",
        title=lambda: (
            _("Your words may come into the library: %(question)s") % {"question": question.title}
        ),
        url=reverse("drafting:used", args=[question.pk]),
        by=by,
    )


def objection_answered(post: Question | Answer, *, by) -> None:
    """Whoever objected hears that the secretariat has answered, wherever they wrote."""
    if post.author_id is None:  # the account is gone
        return
    tell(
        readers_of(post.thread).filter(pk=post.author_id),
        kind="objection-answered",
        title=lambda: (
            _("The secretariat has answered your objection: %(question)s")
            % {"question": post.thread.title}
        ),
        url=reverse("drafting:used", args=[post.thread.pk]),
        by=by,
    )
