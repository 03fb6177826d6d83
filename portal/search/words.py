"""What was searched for: its words, and where they stand in a text."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from portal.kit.marking import EXCERPT, Said, Span, Typed, composed, marked, piece
from portal.kit.sections import Section
from portal.kit.stems import stem
from portal.kit.wanted import Wanted


@dataclass(frozen=True)
class Words:
    """A search as typed, and what the rooms need of it."""

    typed: str
    #: What the rooms look for, where that is more than what was typed.
    meant: Wanted | None = None
    #: An act that must be named besides, and how else it is called.
    act: Wanted | None = None

    @cached_property
    def asked(self) -> Wanted:
        """What the words say."""
        return self.meant or Wanted.of(self.typed)

    @cached_property
    def wanted(self) -> Wanted:
        """What the rooms look for in their texts: that, and the act."""
        if self.act is None:
            return self.asked
        return Wanted(self.asked.typed, (*self.asked.terms, *self.act.terms))

    @cached_property
    def plain(self) -> str:
        """Letters and digits only: quotes and signs mean something else to the index."""
        return " ".join(re.findall(r"\w+", self.typed))

    @cached_property
    def section(self) -> re.Pattern | None:
        """How the section asked for ("§ 19", "§ 65 e") is written in a text; None if none is."""
        section = Section.of(self.typed)
        return section.regex if section is not None else None

    @cached_property
    def marking(self) -> Typed:
        return Typed.of(self.wanted.said)

    def stand_in(self, text: str) -> bool:
        """Whether the text has any of them."""
        return bool(self._spans(composed(text)))

    @property
    def how_many(self) -> int:
        """How many things are asked for, each of them in one of its ways."""
        return 1 if self.section is not None else len(self.wanted.indexed)

    def how_many_in(self, text: str) -> int:
        """How many of them a text has."""
        if self.section is not None:
            return int(self.section.search(composed(text)) is not None)
        said = Said.of(text)
        return sum(any(said.has_all(way) for way in ways) for ways in self._ways)

    def at_most_in(self, text: str) -> int:
        """No fewer than `how_many_in`, and told by looking for letters alone: for texts of which most have
        nothing."""
        if self.section is not None:
            return int("§" in text)
        folded = composed(text).casefold()
        return sum(
            any(all(begun in folded for begun in way) for way in ways) for ways in self._beginnings
        )

    @cached_property
    def _beginnings(self) -> list[list[list[str]]]:
        """What every ending of a word begins with, by term and by way."""
        return [
            [[min(word, stem(word), key=len) for word in way.words] for way in ways]
            for ways in self._ways
        ]

    @cached_property
    def _ways(self) -> list[list[Typed]]:
        return [[Typed.of(" ".join(way)) for way in term.ways] for term in self.wanted.indexed]

    def excerpt(self, text: str, length: int = EXCERPT) -> SafeString:
        """The piece of a text around the first of them, with all of them marked."""
        text = " ".join(composed(text).split())
        return self.marked(piece(text, next(iter(self._spans(text)), None), length))

    def marked(self, text: str) -> SafeString:
        """The text, escaped, with `mark` around each of them."""
        text = composed(text)
        return marked(text, self._spans(text))

    def _spans(self, text: str) -> list[Span]:
        if self.section is not None:
            return [found.span() for found in self.section.finditer(text)]
        return self.marking.spans(text)
