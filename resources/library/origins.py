"""What drafts are made of. The library does not know the rooms above it: they offer what they have, by the
first word of a draft's `origin`, and are asked again before anything is published."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from portal.kit.problems import Blocker

from .models import Draft


@dataclass(frozen=True)
class Place:
    """Where a draft comes from, as one who may read it there sees it."""

    title: str
    url: str


@dataclass(frozen=True)
class Origin:
    """One kind of origin. `place` gives what this reader may see of number so-and-so, or None;
    `blockers` say why what was made of it must not be published today, given the voices in it."""

    place: Callable[[Any, int], Place | None]
    blockers: Callable[[int, Collection[str]], list[Blocker]]


ORIGINS: dict[str, Origin] = {}


def offer(name: str, origin: Origin) -> None:
    """Make a kind known; called by its room when the portal starts."""
    ORIGINS[name] = origin


def place_of(draft: Draft, user) -> Place | None:
    """Where the draft comes from, when it comes from somewhere and the reader may read it there."""
    origin, number = _found(draft)
    return origin.place(user, number) if origin else None


def against(draft: Draft) -> list[Blocker]:
    """What the room that it comes from has against publishing it today."""
    origin, number = _found(draft)
    if origin is None:
        return []
    return origin.blockers(number, [voice.origin for voice in draft.voices.all()])


def _found(draft: Draft) -> tuple[Origin | None, int]:
    kind, _, number = draft.origin.partition(":")
    return (ORIGINS.get(kind), int(number)) if number.isdecimal() else (None, 0)
