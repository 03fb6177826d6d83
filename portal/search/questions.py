"""The search in the forum."""

from django.db.models import Q

from forum.questions import excerpts, finding, queries

from .found import Found
from .words import Words


def find(user, words: Words) -> Found:
    """Questions with these words; a section is looked for as it is written, in answers, too."""
    if words.section is None:
        return Found(rest=finding.search_for(user, words.wanted).with_texts())
    pattern = words.section.pattern
    says = Q(title__regex=pattern) | Q(body__regex=pattern)
    answered = queries.standing_answers_for(user).filter(body__regex=pattern).values("question")
    fitting = queries.standing_for(user).filter(says | Q(pk__in=answered))
    return Found(rest=fitting, prepare=excerpts.with_texts)
