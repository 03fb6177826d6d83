"""Whom following tells, and in which words. Titles and links only, never members' text."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.questions.models import Question
from forum.questions.notices import address_of
from members.people.models import User
from portal.notices.flows import Mail, send_letter, tell

from .models import Waiting

#: What a notice of a new question is called.
ASKED = "question-asked"


def address_of_question(question: Question) -> str:
    return reverse("questions:question", args=[question.pk])


def asked(question: Question, people: Iterable[User], *, by) -> None:
    """Those who follow one of its topics and want to hear at once."""
    tell(
        people,
        kind=ASKED,
        title=lambda: _("New question: %(question)s") % {"question": question.title},
        url=address_of_question(question),
        mail=Mail("following/mail/asked", {"question": question.title}, f"topics:{question.pk}"),
        by=by,
    )


def gathered(person: User, news: list[Waiting], *, by) -> None:
    """One letter with what has waited: the new questions, and the others with how many new answers."""
    asked = [
        _item(row, reverse("questions:question", args=[row.question_id]))
        for row in news
        if not row.answer
    ]
    answered: dict[int, dict] = {}
    for row in news:
        if row.answer is not None:
            item = answered.setdefault(row.question_id, _item(row, address_of(row.answer)))
            item["count"] = item.get("count", 0) + 1
    send_letter(
        person.email,
        mail=Mail(
            "following/mail/gathered",
            {
                "url": reverse("questions:list"),
                "asked": asked,
                "answered": list(answered.values()),
            },
            "digest:0",
        ),
        to=person,
        by=by,
    )


def _item(row: Waiting, url: str) -> dict:
    return {"question": row.question_id, "title": row.question.title, "url": url}
