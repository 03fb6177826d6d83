"""What a room found: how many, and any stretch of it, read only when it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any


@dataclass(frozen=True)
class Found:
    """The results of one room, the best first; a paginator can go through them.

    `first` are already read and come before `rest`, which is counted and sliced by the database and
    then prepared with what a hit shows. `finish` gets those that are shown, once they are read.
    """

    first: Sequence = ()
    rest: Any = None
    prepare: Callable[[Any], Any] | None = None
    finish: Callable[[list], list] | None = None

    def count(self) -> int:
        return len(self.first) + (self.rest.count() if self.rest is not None else 0)

    def __getitem__(self, part: slice) -> list:
        start, stop = part.start or 0, part.stop
        rows = list(islice(self.first, start, stop))
        if self.rest is not None and stop > len(self.first):
            before = len(self.first)
            rest = self.prepare(self.rest) if self.prepare else self.rest
            rows += list(rest[max(0, start - before) : stop - before])
        return self.finish(rows) if self.finish else rows
