"""The words of a Danish sentence that say what it is about."""

import re
from pathlib import Path

#: Words that stand in any question. Short ones go by their length.
_FILLERS = frozenset(Path(__file__).with_name("fillers.txt").read_text(encoding="utf-8").split())
SHORTEST = 3


def keywords(sentence: str, most: int = 8) -> list[str]:
    """The first `most` words of a sentence that are no fillers, in lower case, each once."""
    words = re.findall(r"\w+", sentence.casefold())
    telling = [word for word in words if len(word) >= SHORTEST and word not in _FILLERS]
    return list(dict.fromkeys(telling))[:most]
