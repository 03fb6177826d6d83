"""What is like a sentence: what shares its telling words."""

import itertools
from collections.abc import Collection, Sequence

from django.db import models

from . import Ask, find

#: So many matches of each word are looked at for likeness, and of so many words.
ENOUGH, MOST_WORDS = 100, 6


def alike(
    model: type[models.Model], words: Sequence[str], *, among: Collection[int] | None = None
) -> list[int]:
    """The keys of objects that share some of these words, those that share most first: a word that few have
    says more, and one in the title more than one in the text. Of two alike, the newer one."""
    words = list(words)[:MOST_WORDS]
    pairs = list(itertools.pairwise(words))
    together = [*pairs, tuple(words)] if len(words) > 2 else pairs
    asks = [
        *(Ask((word,), most=ENOUGH) for word in words),
        *(Ask((word,), titled=True, most=ENOUGH) for word in words),
        *(Ask(each, most=ENOUGH) for each in together),
    ]
    scores: dict[int, float] = {}
    for ask, found in zip(asks, find(model, asks, among=among), strict=True):
        worth = len(ask.words) * (1 + 4 * (1 - len(found) / ENOUGH)) * (2 if ask.titled else 1)
        for key in found:
            scores[key] = scores.get(key, 0) + worth
    return sorted(scores, key=lambda key: (-scores[key], -key))
