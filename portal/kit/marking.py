"""Marking the words of a search in a text, in whatever ending they stand there."""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from .stems import stem

EXCERPT = 220
#: A shorter word is marked only where it stands as it was typed: "i" begins too many.
LEAST_BEGUN = 3
_WORD = re.compile(r"\w+")
Span = tuple[int, int]


def composed(text: str) -> str:
    """The text with letters like å as one sign each, however they were typed."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True)
class Typed:
    """Words that were searched for."""

    words: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Typed":
        words = frozenset(_WORD.findall(composed(text).casefold()))
        return cls(words, frozenset(stem(word) for word in words if len(word) >= LEAST_BEGUN))

    def spans(self, text: str) -> list[Span]:
        """Where they stand in a composed text: whole, begun, or in another ending."""
        return [found.span() for found in _WORD.finditer(text) if self._is_meant(found[0])]

    def has_all_in(self, text: str) -> bool:
        """Whether each of them stands in a text: whole, begun, or in another ending."""
        return Said.of(text).has_all(self)

    def _is_meant(self, word: str) -> bool:
        word = word.casefold()
        if word in self.words or stem(word) in self.stems:
            return True
        return any(word.startswith(each) for each in self.words if len(each) >= LEAST_BEGUN)


@dataclass(frozen=True)
class Said:
    """The words of a text, taken apart once however often one asks about them."""

    words: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Said":
        words = frozenset(_WORD.findall(composed(text).casefold()))
        return cls(words, frozenset(map(stem, words)))

    def has_all(self, typed: Typed) -> bool:
        """Whether each of the words stands here: whole, begun, or in another ending."""
        return all(
            stem(each) in self.stems or any(word.startswith(each) for word in self.words)
            for each in typed.words
        )


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """A composed text, escaped, with `mark` around each span."""
    parts, at = [], 0
    for start, end in spans:
        parts += [html.escape(text[at:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, html.escape(text[at:])]))


def piece(text: str, first: Span | None, length: int = EXCERPT) -> str:
    """The piece of a text around a span, or its beginning; dots where more of it stands."""
    start = max(0, first[0] - length // 3) if first else 0
    if first is not None and start:
        start = text.find(" ", start, first[0]) + 1 or start
    found = text[start : start + length]
    if start + length < len(text):
        found = found.rpartition(" ")[0] + " …"
    return ("… " if start else "") + found


def excerpt(text: str, typed: Typed, length: int = EXCERPT) -> SafeString:
    """The piece around the first of the words, with all of them marked."""
    text = " ".join(composed(text).split())
    cut = piece(text, next(iter(typed.spans(text)), None), length)
    return marked(cut, typed.spans(cut))
