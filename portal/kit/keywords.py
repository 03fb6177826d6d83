"""The words of a Danish sentence that say what it is about."""

import re
from pathlib import Path

#: Words that stand in any question. Short ones go by their length.
_FILLERS = frozenset(Path(__file__).with_name("fillers.txt").read_text(encoding="utf-8").split())
SHORTEST = 3
#: A sentence with fewer telling words than this is about anything.
LEAST = 2


def keywords(sentence: str, most: int = 8) -> list[str]:
    """The first `most` words of a sentence that are no fillers, in lower case, each once."""
    words = re.findall(r"\w+", sentence.casefold())
    telling = [word for word in words if len(word) >= SHORTEST and word not in _FILLERS]
    return list(dict.fromkeys(telling))[:most]


def telling(sentence: str) -> list[str]:
    """The keywords of a sentence that something like it can be looked for with; none where it says too
    little."""
    words = keywords(sentence)
    return words if len(words) >= LEAST else []


def is_filler(word: str) -> bool:
    """Whether a word, in lower case, stands in any sentence."""
    return word in _FILLERS
