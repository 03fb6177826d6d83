"""What in a text might show who it is about, or who wrote it. A list to look at, not a judgement: a person
reads the text before it is published."""

import re
from collections.abc import Iterable

from members.municipalities.models import Municipality
from members.people.queries import members

#: Ways to find somebody, and what the page calls them.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"(?<![\d-])(?:\+45\s?)?\d{2}\s?\d{2}\s?\d{2}\s?\d{2}(?![\d-])")
_CASE = re.compile(r"\b(?:19|20)\d{2}[-/]\d{3,}\b|\bj\.?\s?nr\.?\s?\S+", re.IGNORECASE)
_STREET = re.compile(r"\b[A-ZÆØÅ][\wæøå]+(?:vej|gade|allé|stræde|vænget|parken)\s+\d+\w?\b")
_DAY = re.compile(
    r"\b\d{1,2}\.\s?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|"
    r"december)(?:\s+\d{4})?\b|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}\b",
    re.IGNORECASE,
)
_PATTERNS = (_ADDRESS, _PHONE, _CASE, _STREET, _DAY)


def signs(texts: Iterable[str]) -> list[str]:
    """The very words that stand out, each once, in the order of the text: addresses, phone and case
    numbers, dates, members' names and municipalities. Two queries, however long the text."""
    text = "\n".join(texts)
    places = Municipality.objects.values_list("name", flat=True)
    names = re.compile(_one_of([*places, *members().values_list("name", flat=True)]))
    found = [match for pattern in (*_PATTERNS, names) for match in pattern.finditer(text)]
    found.sort(key=lambda match: match.start())
    return list(dict.fromkeys(match[0].strip() for match in found))


def _one_of(words: Iterable[str]) -> str:
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(re.escape, longest_first))})s?\b"
