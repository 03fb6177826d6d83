"""Colleagues called upon in a text: "@Mette Holm", with the name as it stands in the list of members."""

import html
import re
import unicodedata
from collections.abc import Iterable

from members.people.models import User

_PARTS = re.compile(r"(<[^>]*>)")


def named(words: str, people: Iterable[User]) -> list[User]:
    """Those of the people who are called upon in plain words, each once, in order of their names' length.

    Where one name begins another (Ane Holm, Ane Holm Friis) only the whole one counts. Two of the same
    name are both meant: better one too many who looks in than one who never hears of it.
    """
    return [person for person, _place in _found(words, people)]


def with_links(body: str, people: Iterable[User], address_of) -> str:
    """Formatted text in which each call upon one of the people leads to them (`address_of(person)`); what
    is a link already stays one."""
    people = list(people)
    parts, in_link = [], False
    for part in _PARTS.split(body):
        if part.startswith("<"):
            in_link = part.lower().startswith("<a") or (in_link and part.lower() != "</a>")
        elif not in_link and "@" in part:
            part = _linked(html.unescape(part), people, address_of)
        parts.append(part)
    return "".join(parts)


def _linked(words: str, people: list[User], address_of) -> str:
    places: dict[tuple[int, int], User] = {}
    for person, spots in _found(words, people):
        for spot in spots:
            places.setdefault(spot, person)
    done, parts = 0, []
    for (start, end), person in sorted(places.items(), key=lambda each: each[0]):
        parts += [
            html.escape(words[done:start], quote=False),
            f'<a href="{address_of(person)}">{html.escape(words[start:end], quote=False)}</a>',
        ]
        done = end
    return "".join([*parts, html.escape(words[done:], quote=False)])


def _found(words: str, people: Iterable[User]) -> list[tuple[User, list[tuple[int, int]]]]:
    """Each person called upon, and where."""
    if "@" not in words:
        return []
    by_name: dict[str, list[User]] = {}
    for person in people:
        if name := _folded(person.name):
            by_name.setdefault(name, []).append(person)
    folded = _folded(words)
    taken: set[int] = set()
    found: list[tuple[User, list[tuple[int, int]]]] = []
    if len(folded) != len(words):  # a rare letter that folds into two: look at the text as it is
        folded = words
    for name in sorted(by_name, key=lambda each: (-len(each), each)):
        spots = [
            (match.start(), match.end())
            for match in re.finditer(rf"(?<!\w)@{re.escape(name)}(?!\w)", folded)
            if match.start() not in taken
        ]
        if spots:
            taken.update(start for start, _end in spots)
            found += [(person, spots) for person in by_name[name]]
    return found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().replace("\N{NO-BREAK SPACE}", " ")
