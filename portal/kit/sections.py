"""Sections of acts: "§ 19" as it is asked for, and how it stands in a text.

Pure, and the one place that reads it: the search, the library's legal bases and the list of what rests on a
rule that has changed mean the same by it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

#: Written so that Python and PostgreSQL read it alike; members' texts are kept as HTML.
_BLANK = r"(?:[\s\u00a0]|&nbsp;)*"
_LETTER = "[A-Za-zÆØÅæøå]"
#: What stands before a section in the same breath: "§§ 7, 9 og 19", "§§ 19-21".
_BEFORE = rf"(?:[0-9]+{_BLANK}{_LETTER}?{_BLANK}(?:,|-|–|og|eller|til){_BLANK})*"
_AFTER = "(?![0-9A-Za-zÆØÅæøå])"
#: "§ 19 i forvaltningsloven" is no § 19 i.
_FIRST = re.compile(
    rf"§+{_BLANK}([0-9]+)(?:{_BLANK}(?![iI][\s\u00a0]+\w)({_LETTER}))?(?!\w)|§+{_BLANK}([0-9]+)(?!\w)"
)
#: How jurists shorten the acts that this portal is full of.
SHORT_FOR = {
    "dbl": "databeskyttelsesloven",
    "fvl": "forvaltningsloven",
    "gdpr": "databeskyttelsesforordningen",
    "ksl": "kommunestyrelsesloven",
    "offl": "offentlighedsloven",
    "rsl": "retssikkerhedsloven",
    "sel": "serviceloven",
}


@dataclass(frozen=True)
class Section:
    """A section by its number, and the letter that belongs to it: § 19, § 65 e. What stands after it, such as
    "stk. 2", does not narrow it."""

    number: str
    letter: str = ""

    @classmethod
    def of(cls, text: str) -> "Section | None":
        """The first section that a text names ("§ 19, stk. 2" names § 19); None where it names none."""
        found = _FIRST.search(text)
        if found is None:
            return None
        return cls(found[1] or found[3], (found[2] or "").lower())

    def __str__(self) -> str:
        return f"§ {self.number} {self.letter}".strip()

    @cached_property
    def pattern(self) -> str:
        """How it stands in a text or in HTML, by itself or among others, for Python and both databases: § 19
        is not § 191 and not § 19a. "§§ 19-21" names what stands first and last."""
        letter = f"{_BLANK}[{self.letter}{self.letter.upper()}]" if self.letter else ""
        return rf"§+{_BLANK}{_BEFORE}{self.number}{letter}{_AFTER}"

    @cached_property
    def regex(self) -> re.Pattern:
        return re.compile(self.pattern)


@dataclass(frozen=True)
class Asked:
    """A section as somebody asks for it, and the words beside it: those of an act's name."""

    section: Section
    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Asked | None":
        """What is asked for in "forvaltningsloven § 19" or "§ 19, stk. 2 i fvl"; None without a section."""
        found, section = _FIRST.search(typed), Section.of(typed)
        if found is None or section is None:
            return None
        beside = f"{typed[: found.start()]} {_NARROWER.sub(' ', typed[found.end() :])}"
        return cls(section, tuple(_WORD.findall(beside.casefold())))

    def is_of(self, act: str) -> bool:
        """Whether these words are this act's name, or a part of it, or how it is shortened."""
        act = act.casefold()
        return all(word in act or SHORT_FOR.get(word) == act for word in self.words)


#: What follows a section without being the act's name: the rest of "§§ 19-21", "stk. 2, nr. 3", "i".
_NARROWER = re.compile(
    r"\b(?:stk|nr|litra|pkt)\.?\s*\w+|[-–]\s*\d+\s?[a-zæøå]?\b|\b(?:og|eller|til)\s*\d+\b|\d+\.\s*pkt\.?|\bi\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]\w*")


def names_act(text: str, act: str) -> bool:
    """Whether a text (casefolded) names an act: by its name, or shortened."""
    act = act.casefold()
    return act in text or any(_stands(short, text) for short in _shortened(act))


def _shortened(act: str) -> Iterable[str]:
    return (short for short, whole in SHORT_FOR.items() if whole == act)


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){word}(?!\w)", text) is not None
