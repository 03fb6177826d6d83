"""The stem of a Danish word: what its endings leave, so that "afgørelsen" and "afgørelser" are one word.

Snowball's Danish stemmer, which PostgreSQL's `danish` configuration uses, too: a page marks the words
that the database has found. https://snowballstem.org/algorithms/danish/stemmer.html
"""

import re
from functools import lru_cache

VOWELS = "aeiouyæåø"
#: Letters before which a final s is an ending.
BEFORE_S = frozenset("abcdfghjklmnoprtvyzå")
_ALL_ENDINGS = """
hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes
ernes eres ens hedens erens ers ets erets et eret
"""
_ENDINGS = sorted(_ALL_ENDINGS.split(), key=len, reverse=True)
_PAIRS = ("gd", "dt", "gt", "kt")
_SUFFIXES = ("elig", "els", "lig", "ig")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one word, in lower case."""
    word = word.casefold()
    region = _region(word)
    word = _without_ending(word, region)
    word = _without_last_of_pair(word, region)
    if word.endswith("igst"):
        word = word[:-2]
    for suffix in _SUFFIXES:
        if _in_region(word, suffix, region):
            word = _without_last_of_pair(word[: -len(suffix)], region)
            break
    else:
        if _in_region(word, "løst", region):
            word = word[:-1]
    if len(word) > region and len(word) > 1 and word[-1] == word[-2] and word[-1] not in VOWELS:
        word = word[:-1]
    return word


def _region(word: str) -> int:
    """Where endings may begin: after the first consonant that follows a vowel, and not before the fourth
    letter."""
    found = re.search(rf"[{VOWELS}][^{VOWELS}]", word)
    return max(found.end(), 3) if found else len(word)


def _in_region(word: str, ending: str, region: int) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= region


def _without_ending(word: str, region: int) -> str:
    for ending in _ENDINGS:
        if _in_region(word, ending, region):
            return word[: -len(ending)]
    if _in_region(word, "s", region) and len(word) > 1 and word[-2] in BEFORE_S:
        return word[:-1]
    return word


def _without_last_of_pair(word: str, region: int) -> str:
    if any(_in_region(word, pair, region) for pair in _PAIRS):
        return word[:-1]
    return word
