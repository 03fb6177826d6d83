"""The place in a question where the words of a search stand: in its text, in an answer, or in whatever
else the search looks into."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.search.index import SearchField

from portal.kit.marking import Typed, composed, excerpt, marked

from .models import Question

#: What is said of a place other than the question's own text; topics stand in the row anyway.
PLACES = {"answer_words": _("In an answer"), "attachment_words": _("In an attachment")}
_SHOWN_ANYWAY = {"title", "topic_words"}


@dataclass(frozen=True)
class Excerpt:
    """A question's title with the words marked, and the piece of text where they were found."""

    title: SafeString
    text: SafeString
    place: Any = ""


def with_texts(questions: QuerySet[Question]) -> QuerySet[Question]:
    """The same with all texts that an excerpt may come from, in a fixed number of queries."""
    return questions.defer(None).prefetch_related(*Question.SEARCHED_IN)


def texts_of(question: Question) -> dict[str, str]:
    """The texts that the search looks into, by the name of the search's field."""
    return {
        field.field_name: field.get_value(question) or ""
        for field in Question.search_fields
        if isinstance(field, SearchField) and field.field_name not in _SHOWN_ANYWAY
    }


def excerpts(questions: Iterable[Question], words: str) -> dict[int, Excerpt]:
    """An excerpt of each of these questions, by their keys."""
    typed = Typed.of(words)
    found = with_texts(Question.objects.filter(pk__in=[each.pk for each in questions]))
    return {question.pk: _excerpt(question, typed) for question in found}


def _excerpt(question: Question, typed: Typed) -> Excerpt:
    title = composed(question.title)
    texts = texts_of(question)
    fitting = [name for name, text in texts.items() if typed.spans(composed(text))]
    name = next(iter(fitting), "body_words")
    return Excerpt(
        marked(title, typed.spans(title)),
        excerpt(texts.get(name, ""), typed),
        PLACES.get(name, ""),
    )
