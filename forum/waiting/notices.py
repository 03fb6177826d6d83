"""Whom waiting tells, and in which words. Titles and links only, never members' text."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.questions.models import Question
from members.people.models import User
from portal.notices.flows import Mail, tell


def unanswered(
    question: Question, volunteers: Iterable[User], secretariat: Iterable[User], *, by
) -> None:
    """Those who have offered to help with one of its topics, and the secretariat. Whoever is both hears of
    it as a volunteer, who can leave it."""
    helping = list(volunteers)
    known = {person.pk for person in helping}
    others = [person for person in secretariat if person.pk not in known]
    for people, as_desk, leave in (
        (helping, False, f"volunteer:{question.pk}"),
        (others, True, ""),
    ):
        tell(
            people,
            kind="question-waits",
            title=lambda: (
                _("Still waits for an answer: %(question)s") % {"question": question.title}
            ),
            url=reverse("questions:question", args=[question.pk]),
            mail=Mail(
                "waiting/mail/unanswered",
                {"question": question.title, "secretariat": as_desk},
                leave,
            ),
            by=by,
        )


def unaccepted(question: Question, asker: Iterable[User], *, by) -> None:
    """The one who asked, who alone knows whether an answer helped.

    The letter's subject names no question, and an anonymous asker gets none at all: the secretariat's list
    of mails would tell who it was. They find it behind their bell, which nobody else sees.
    """
    tell(
        asker,
        kind="question-settled",
        title=lambda: _("Did an answer solve it? %(question)s") % {"question": question.title},
        url=reverse("questions:question", args=[question.pk]),
        mail=None
        if question.anonymous
        else Mail(
            "waiting/mail/unaccepted", {"question": question.title}, f"acceptance:{question.pk}"
        ),
        by=by,
    )
