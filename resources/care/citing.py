"""What else rests on a rule. The library does not know the rooms above it: each offers what it has, and says
itself what a reader may see of it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from resources.library.models import LegalBasis

from .mentions import Rule


@dataclass(frozen=True)
class Cited:
    """One piece as a reader sees it: what it is called, where it opens, and what is known of it."""

    title: str
    url: str
    facts: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of piece. `citing(rule, guides)` gives the numbers of those that name the rule or rest on one of
    the guides (numbers); `standing(numbers)` those of them that are still there; `shown(user, numbers)` those
    that this reader may see."""

    label: Any  # text, or a lazily translated one
    citing: Callable[[Rule, Collection[int]], Iterable[int]]
    standing: Callable[[Collection[int]], Iterable[int]]
    shown: Callable[[Any, Collection[int]], dict[int, Cited]]


SOURCES: dict[str, Source] = {}


def offer(kind: str, source: Source) -> None:
    """Make a room's kind known; called by its room when the portal starts."""
    SOURCES[kind] = source


def found(basis: LegalBasis, guides: Collection[int]) -> list[str]:
    """All that rests on it, as subjects (`answer:17`)."""
    rule = Rule.of(basis)
    return [
        f"{kind}:{number}"
        for kind, source in SOURCES.items()
        for number in source.citing(rule, guides)
    ]


def standing(subjects: Collection[str]) -> set[str]:
    """Those of them that are still there."""
    return {
        f"{kind}:{number}"
        for kind, numbers in _by_kind(subjects)
        for number in SOURCES[kind].standing(numbers)
    }


def shown(user, subjects: Collection[str]) -> dict[str, Cited]:
    """Those of them that the reader may see."""
    return {
        f"{kind}:{number}": cited
        for kind, numbers in _by_kind(subjects)
        for number, cited in SOURCES[kind].shown(user, numbers).items()
    }


def _by_kind(subjects: Collection[str]) -> list[tuple[str, list[int]]]:
    sorted_out: dict[str, list[int]] = {}
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if kind in SOURCES:
            sorted_out.setdefault(kind, []).append(int(number))
    return list(sorted_out.items())
