"""Times on which something may be held, and nobody has decided yet. The rooms that look for a date and the
calendar do not know each other: the first offer their times, the second asks for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from members.groups.models import Group


@dataclass(frozen=True)
class Possible:
    """A time that a group is asked about. `can` is whether the reader has said that they can then."""

    uid: UUID
    group: Group
    title: str
    path: str
    starts_at: datetime
    ends_at: datetime
    hours: str
    changed_at: datetime
    can: bool


#: Asked with a reader, and with the first moment and the moment after the last (None: no end).
Source = Callable[[Any, datetime, datetime | None], Iterable[Possible]]

SOURCES: list[Source] = []


def offer(source: Source) -> None:
    """Make a source known; called by its room when the portal starts."""
    SOURCES.append(source)


def possible_for(user, begin: datetime, end: datetime | None = None) -> list[Possible]:
    """All times between two moments that this reader may see; each source keeps its own rule."""
    return [each for source in SOURCES for each in source(user, begin, end)]
