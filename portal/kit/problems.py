"""Why something cannot be done, as values: one list serves the page, the form and the desk.

An exception would tell only the first problem; a list tells them all, before anyone has typed a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Blocker:
    """Something that stops a deed. `code` is for code and tests, `message` for the person."""

    code: str
    message: Any  # text, or a lazily translated one


@dataclass(frozen=True)
class Warning:
    """Something the person should know before they go on, and that does not stop them."""

    code: str
    message: Any


class Refused(Exception):
    """Raised by a flow that was called in spite of blockers; carries them all."""

    def __init__(self, blockers: Iterable[Blocker]):
        self.blockers = list(blockers)
        super().__init__(", ".join(blocker.code for blocker in self.blockers))

    @property
    def codes(self) -> list[str]:
        return [blocker.code for blocker in self.blockers]


def stop_if(blockers: Iterable[Blocker]) -> None:
    """Raise `Refused` when there is at least one blocker."""
    found = list(blockers)
    if found:
        raise Refused(found)
