"""The search in the forum."""

from django.db.models import Q, QuerySet

from forum.questions import queries

from .found import Found
from .words import Words


def find(user, words: Words) -> Found:
    """Questions with these words; a section is looked for as it is written, in answers, too."""
    if words.section is None:
        return Found(rest=queries.search_for(user, words.typed), prepare=_with_body)
    pattern = words.section.pattern
    says = Q(title__regex=pattern) | Q(body__regex=pattern)
    answered = queries.standing_answers_for(user).filter(body__regex=pattern).values("question")
    return Found(rest=queries.standing_for(user).filter(says | Q(pk__in=answered)))


def _with_body(questions: QuerySet) -> QuerySet:
    """A list of the forum's leaves the texts out; an excerpt needs them."""
    return questions.defer(None)
