"""What waits, for pages that are about something else."""

from collections.abc import Iterable

from django import template
from django.utils import timezone

from forum.questions.enums import State
from forum.questions.models import Question

from .. import queries
from ..moments import waited

register = template.Library()


@register.simple_tag(takes_context=True)
def asked_whether_solved(context, question: Question) -> bool:
    """Whether the reader has been reminded to say if their question is solved."""
    return queries.is_asked(context["request"].user, question)


@register.simple_tag(takes_context=True)
def topics_helped_with(context, questions: Iterable[Question]) -> set[int]:
    """The topics that the reader helps with, asked once for a list, and only for one in which something
    waits."""
    if not any(_days(question) for question in questions):
        return set()
    return queries.topics_of(context["request"].user)


@register.simple_tag
def days_waited(question: Question, topics: set[int]) -> int:
    """How many whole working days a question has waited, to one who helps with one of its topics; else 0.
    The question's topics must be at hand."""
    days = _days(question)
    helped = days and not topics.isdisjoint(topic.pk for topic in question.topics.all())
    return days if helped else 0


def _days(question: Question) -> int:
    open_still = question.state == State.OPEN and question.takes_answers
    return waited(question.created_at, timezone.now()) if open_still else 0
