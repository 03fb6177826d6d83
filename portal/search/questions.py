"""The search in the forum."""

from django.db.models import Q

from forum.questions import excerpts, finding, queries
from forum.questions.models import Question

from .found import Found
from .narrowing import Narrow
from .words import Words


def find(user, words: Words, narrow: Narrow) -> Found:
    """Questions with these words; a section is looked for as it is written, in answers, too."""
    only = narrow.within("created_at")
    if narrow.topic is not None:
        tagged = Question.topics.through.objects.filter(topic=narrow.topic)
        only &= Q(pk__in=tagged.values("question"))
    if words.section is None:
        return Found(rest=finding.search_for(user, words.wanted, only=only).with_texts())
    pattern = words.section.pattern
    says = Q(title__regex=pattern) | Q(body__regex=pattern)
    answered = queries.standing_answers_for(user).filter(body__regex=pattern).values("question")
    fitting = queries.standing_for(user).filter(only, says | Q(pk__in=answered))
    if narrow.act:
        fitting = fitting.filter(
            Q(title__icontains=narrow.act)
            | Q(body__icontains=narrow.act)
            | Q(answers__in=queries.standing_answers_for(user).filter(body__icontains=narrow.act))
        ).distinct()
    return Found(rest=fitting, prepare=excerpts.with_texts)
