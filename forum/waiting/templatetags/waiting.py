"""What waits, for pages that are about something else."""

from django import template

from forum.questions.models import Question

from .. import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def asked_whether_solved(context, question: Question) -> bool:
    """Whether the reader has been reminded to say if their question is solved."""
    return queries.is_asked(context["request"].user, question)
