"""What may be kept of a search."""

import re

from portal.kit import danish, traces
from portal.kit.wanted import words_in

from .models import LONGEST

#: A longer search tells of a case rather than of what is missing.
MOST_WORDS = 5
#: So many figures may be a phone, a case or a person; a year and a section have fewer.
MOST_FIGURES = 4
#: Two words that begin with capitals look like somebody's name.
_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåé]+[ -]+(?:[A-ZÆØÅ]\.? )?[A-ZÆØÅ][a-zæøåé]+")


def may_be_kept(typed: str) -> bool:
    """Whether a search says nothing of anybody: no figures like a number's, no mail address, no name, and
    not a whole sentence."""
    return (
        0 < len(words_in(typed)) <= MOST_WORDS
        and len(normal(typed)) <= LONGEST
        and sum(char.isdecimal() for char in typed) <= MOST_FIGURES
        and "@" not in typed
        and not _NAME.search(typed)
        and not traces.find(typed)
    )


def normal(typed: str) -> str:
    """The words as they are counted: case, blanks and signs do not matter."""
    return " ".join(words_in(danish.fold(typed)))
