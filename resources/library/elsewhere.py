"""What else is found by the library's search. The library does not know the rooms above it: they offer their
finders, and each answers for itself what this reader may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from portal.kit.wanted import Wanted


@dataclass(frozen=True)
class Piece:
    """One thing found: what it is called, where it opens, and what it belongs to."""

    title: str
    url: str
    about: str
    place: str
    place_url: str
    facts: str


@dataclass(frozen=True)
class Shelf:
    """What one room has found: its heading, how many there are, the first of them, and where all are shown
    (empty when these are all)."""

    heading: str
    count: int
    pieces: Sequence[Piece]
    all_url: str = ""


#: Given the reader and what is wanted; None where there is nothing for them.
Finder = Callable[[Any, Wanted], Shelf | None]
FINDERS: list[Finder] = []


def offer(finder: Finder) -> None:
    """Make a room's finder known; called by its room when the portal starts."""
    FINDERS.append(finder)


def found_for(user, wanted: Wanted) -> list[Shelf]:
    """What the rooms above have found for this reader."""
    shelves = [finder(user, wanted) for finder in FINDERS]
    return [shelf for shelf in shelves if shelf is not None]
