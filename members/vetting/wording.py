"""Letters' texts with named places: which there are, and filling them. Nothing else is understood in
braces, so that a text can never ask the portal for more than it is given."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .enums import ALWAYS, NEEDED, LetterKind, Place

_IN_BRACES = re.compile(r"\{([^{}\n]*)\}")
_FIRST = Path(__file__).with_name("letters.toml")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled, each once: what stands in braces in a value stays as it is."""
    filled = _IN_BRACES.sub(lambda found: values.get(found[1], found[0]), text)
    return re.sub(r"\n{3,}", "\n\n", filled).strip()


def places_of(kind: LetterKind) -> list[Place]:
    """The places that a letter of a kind may have."""
    return [*ALWAYS, *NEEDED[kind]]


def unknown(kind: LetterKind, text: str) -> list[str]:
    """What stands in braces and is no place of this kind of letter."""
    known = set(places_of(kind))
    return [word for word in dict.fromkeys(_IN_BRACES.findall(text)) if word not in known]


def missing(kind: LetterKind, text: str) -> list[Place]:
    """The places that the letter cannot do without and has not."""
    found = set(_IN_BRACES.findall(text))
    return [place for place in NEEDED[kind] if place not in found]


@cache
def first_texts() -> dict[str, dict[str, str]]:
    """Kind → subject and body, as they stand until the secretariat writes its own."""
    texts = tomllib.loads(_FIRST.read_text(encoding="utf-8"))
    return {
        kind: {part: words.strip() for part, words in row.items()} for kind, row in texts.items()
    }
