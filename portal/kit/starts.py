"""Texts that begin in one room and are written in another. The two do not know each other: the first offers
what its texts begin with, the second asks for it and says where the text then stands.

An address carries which one it is as `kind:number`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Start:
    """What a text begins with: its title, the place it comes from, and the number of the group it is for."""

    title: str
    place: str
    url: str
    group: int | None = None


@dataclass(frozen=True)
class Kind:
    """`begin(user, number)` gives what this person may begin with, or None. `written(user=, number=, url=,
    by=)` is a flow that is told where the text stands."""

    begin: Callable[[Any, int], Start | None]
    written: Callable[..., Any]


KINDS: dict[str, Kind] = {}


def offer(name: str, kind: Kind) -> None:
    """Make a kind known; called by its room when the portal starts."""
    KINDS[name] = kind


def begun(token: str, user) -> Start | None:
    """What the address gives this person to begin with; None where it gives nothing."""
    kind, number = _found(token)
    return kind.begin(user, number) if kind is not None else None


def written(token: str, *, user, url: str, by) -> None:
    """Tell the room where it began that the text stands at `url`."""
    kind, number = _found(token)
    if kind is not None:
        kind.written(user=user, number=number, url=url, by=by)


def _found(token: str) -> tuple[Kind | None, int]:
    name, _sep, number = token.partition(":")
    known = number.isascii() and number.isdecimal() and len(number) < 10
    return (KINDS.get(name), int(number)) if known else (None, 0)
