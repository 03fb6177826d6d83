"""The asker's word that it is not solved yet. The trail does not say of which question: that would tell who
asked it, also where they asked anonymously."""

from django.db import transaction

from forum.questions.models import Question
from forum.questions.problems import to_accept
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from ..models import NotYet


@transaction.atomic
def not_yet(*, question: Question, by: User) -> None:
    """Ask them no more whether it is solved. Safe to repeat."""
    stop_if(to_accept(question, by))
    NotYet.objects.get_or_create(question=question)
    trail.record("waiting.not_yet", on=None, by=by)


@transaction.atomic
def leave_question(*, person: User, number: int, by: User) -> None:
    """The same by the link in the letter, which only the one who asked can have. Safe to repeat."""
    question = Question.objects.filter(pk=number, author=person).first()
    if question is not None:
        NotYet.objects.get_or_create(question=question)
        trail.record("waiting.not_yet", on=None, by=by)
