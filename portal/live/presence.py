"""How many people have a page open: a number and nobody's name, for what a member reads is their own affair.

Each process counts its own people and tells the others with every heartbeat; what a process has not
repeated for three of them no longer counts. One who reads in two processes counts twice: two windows of one
person seldom end in different ones, and nothing but "2 others" hangs on it.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from uuid import uuid4

from .pulse import HEARTBEAT

LASTS = 3 * HEARTBEAT


class Presence:
    """The people on each stream; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.process = uuid4().hex
        self._clock = clock
        self._here: dict[str, Counter[int]] = defaultdict(Counter)
        self._elsewhere: dict[str, dict[str, tuple[int, float]]] = defaultdict(dict)

    def come(self, stream: str, person: int) -> None:
        self._here[stream][person] += 1

    def go(self, stream: str, person: int) -> None:
        people = self._here[stream]
        people[person] -= 1
        if people[person] <= 0:
            del people[person]
        if not people:
            del self._here[stream]

    def hear(self, stream: str, process: str, count: int) -> None:
        """What another process says of a stream that somebody listens to here."""
        if process != self.process and stream in self._here:
            self._elsewhere[stream][process] = (count, self._clock())

    def on(self, stream: str) -> int:
        """How many people are on a stream, all processes together."""
        own = len(self._here[stream]) if stream in self._here else 0
        others = self._elsewhere.get(stream, {})
        since = self._clock() - LASTS
        for process in [each for each, (_count, heard) in others.items() if heard < since]:
            del others[process]
        return own + sum(count for count, _heard in others.values())

    def own(self) -> dict[str, int]:
        """This process's people on each stream, to tell the others. What is heard of streams that nobody
        here listens to any more is forgotten."""
        for stream in [each for each in self._elsewhere if each not in self._here]:
            del self._elsewhere[stream]
        return {stream: len(people) for stream, people in self._here.items()}
