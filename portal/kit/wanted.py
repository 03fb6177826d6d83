"""What somebody searches for: its words, and the other ways to say each of them.

Rooms take it where they take words, so that one place decides what a search means and each room only
where it looks: `portal.words` knows which words mean the same, and the rooms do not.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Union

from django.db.models import Q

from . import danish
from .keywords import is_filler

#: The words of one way to say something. Those that were typed must all be there; those of another way stand
#: next to each other.
Way = tuple[str, ...]
#: Only letters and digits reach an index: its language gives quotes and signs meanings of their own.
_WORD = re.compile(r"\w+")


def words_in(text: str) -> Way:
    """The words of a text without signs."""
    return tuple(_WORD.findall(text))


@dataclass(frozen=True)
class Term:
    """One word of a search, or some that mean one thing together, and the other ways to say it.

    `same` are words that mean the same, and may be shown; `longer` are words in which it stands as a part.
    """

    typed: str
    same: tuple[Way, ...] = ()
    longer: tuple[Way, ...] = ()

    @cached_property
    def words(self) -> Way:
        return words_in(self.typed)

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way to say it, as an index knows words; the one that was typed comes first."""
        return (self.words, *self.same, *self.longer)

    @property
    def spellings(self) -> tuple[Way, ...]:
        """Every way to say it, as a text has it: signs within a word count. A text that is read letter by
        letter has the longer words anyway."""
        return (tuple(self.typed.split()), *((" ".join(way),) for way in self.same))


@dataclass(frozen=True)
class Wanted:
    """A search as it was typed, and its terms: all of them must be there, each in one of its ways."""

    typed: str
    terms: tuple[Term, ...]

    @classmethod
    def of(cls, words: Union[str, "Wanted"]) -> "Wanted":
        """Words that are meant as they are typed; what is wanted already stays as it is."""
        if isinstance(words, Wanted):
            return words
        typed = unicodedata.normalize("NFC", words)
        return cls(typed, tuple(Term(each) for each in typed.split()))

    @property
    def indexed(self) -> tuple[Term, ...]:
        """The terms that an index can be asked for: those that are more than signs."""
        return tuple(term for term in self.terms if term.words)

    @property
    def said(self) -> str:
        """All words of all ways, for marking them. The small ones of another way stand everywhere."""
        typed = [word for term in self.terms for word in term.words]
        others = [way for term in self.terms for way in term.ways[1:]]
        telling = [word for way in others for word in way if len(way) == 1 or not is_filler(word)]
        return " ".join([*typed, *(word for word in telling if len(word) > 1)])

    @property
    def also(self) -> list[str]:
        """What is looked for besides what was typed, and means the same."""
        return list(dict.fromkeys(" ".join(way) for term in self.terms for way in term.same))

    def stands_in(self, key: str) -> bool:
        """Whether a folded text has all of it."""
        return all(any(all(word in key for word in way) for way in ways) for ways in self._folded())

    def within(self, field: str) -> Q:
        """The same as a condition on a column of folded texts; nothing where nothing is wanted."""
        if not self.terms:
            return Q(pk__in=[])
        found = Q()
        for ways in self._folded():
            term = Q()
            for way in ways:
                term |= Q(*(Q(**{f"{field}__contains": word}) for word in way))
            found &= term
        return found

    def _folded(self) -> Iterator[list[Way]]:
        for term in self.terms:
            yield [tuple(danish.fold(word) for word in way) for way in term.spellings]
