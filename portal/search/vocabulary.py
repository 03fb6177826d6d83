"""Gathering the words that all members may read: what the search knows besides the words that were typed.

A word that stands only in what some may read is never among them, so that nothing the search proposes
can tell anybody of it.
"""

import re
from collections import Counter
from collections.abc import Iterator

from forum.questions.excerpts import texts_of, with_texts
from forum.questions.models import Question
from members.people.models import User
from portal.kit import danish
from portal.pages.models import ContentPage, SectionPage
from portal.topics.models import Topic
from portal.words import flows
from portal.words.models import SameWords
from resources.library.enums import FOR_ALL_MEMBERS
from resources.library.models import Guide

from .pages import text_of

#: A word that only one text has may be a slip of the pen; one in a title is looked over.
LEAST_TEXTS = 2
#: So many of the newest questions, so many at a time.
MOST_QUESTIONS, AT_ONCE = 20_000, 500
_WORD = re.compile(r"[^\W\d_]{3,30}")


def gather(*, by) -> int:
    """Keep the words of all that every member may read; returns how many rows that changed."""
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    for title, *texts in _everybodys():
        titled = _words(title)
        counts.update(titled.union(*map(_words, texts)))
        sure |= titled
    names = _names()
    kept = {
        word: texts
        for word, texts in counts.items()
        if (texts >= LEAST_TEXTS or word in sure) and word not in names
    }
    return flows.keep_vocabulary(words=kept, by=by)


def _everybodys() -> Iterator[tuple[str, ...]]:
    """Of each thing that all members may read: its title, and its texts."""
    for topic in Topic.objects.all():
        yield " ".join([topic.name, *topic.synonyms]), topic.description
    for same in SameWords.objects.all():
        yield (" ".join(same.words),)
    for guide in Guide.get_indexed_objects().filter(audience__in=FOR_ALL_MEMBERS):
        yield guide.title, guide.summary, guide.search_body
    for model in (ContentPage, SectionPage):
        for page in model.objects.live():
            yield page.title, page.lead, text_of(page)
    yield from _questions()


def _questions() -> Iterator[tuple[str, ...]]:
    """A member's title may have slips like any text of theirs."""
    open_to_all = Question.objects.filter(
        audience__isnull=True, deleted_at__isnull=True, hidden_at__isnull=True
    ).order_by("-pk")
    for start in range(0, MOST_QUESTIONS, AT_ONCE):
        some = list(with_texts(open_to_all[start : start + AT_ONCE]))
        if not some:
            return
        for question in some:
            yield "", question.title, *texts_of(question).values()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(danish.fold(text)))


def is_a_name(typed: str) -> bool:
    """Whether the words are nothing but parts of names: somebody was looked for."""
    return bool(_words(typed)) and _words(typed) <= _names()


def _names() -> set[str]:
    """Every part of every name there is: nobody is among the words."""
    return {part for name in User.objects.values_list("name", flat=True) for part in _words(name)}
