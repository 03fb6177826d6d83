"""The way from a question to the library, on the question's page."""

from django import template

from forum.questions.enums import State
from forum.questions.models import Question
from resources.library.models import Draft

from .. import queries, rules

register = template.Library()


@register.simple_tag(takes_context=True)
def may_draft(context, question: Question) -> bool:
    """Whether this reader may make a draft of it, and it can be one."""
    ready = question.state == State.SOLVED and question.deleted_at is None
    return ready and rules.may_draft(context["request"].user, question)


@register.simple_tag
def draft_of(question: Question) -> Draft | None:
    """What has been made of it."""
    return queries.draft_of(question)
