"""Short names for addresses."""

from collections.abc import Container

from django.utils.text import slugify

DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def short_name(title: str, taken: Container[str], *, longest: int, otherwise: str) -> str:
    """A short name out of a title that is not taken yet; `otherwise` where the title has no letters."""
    base = slugify(title.lower().translate(DANISH_LETTERS))[:longest].strip("-") or otherwise
    number = 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
