"""All open pages of one process: who listens to what, and how news reaches them.

The channel layer carries each piece of news once to each process. From there it is written out here, as
one text for everybody: a thousand members of the layer cost twenty times as much as a loop.
"""

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING

from .presence import Presence
from .pulse import Pulse
from .streams import say_presence
from .subscription import Subscription

if TYPE_CHECKING:
    from .consumers import LiveConsumer

#: Sockets of one person in one process; an open page has up to two.
MOST_OF_ONE_PERSON = 20

_hubs: dict[asyncio.AbstractEventLoop, "Hub"] = {}


def the_hub() -> "Hub":
    """The running event loop's own: one in each process, as the server has one loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        for gone in [each for each in _hubs if each.is_closed()]:
            del _hubs[gone]
        _hubs[loop] = Hub()
    return _hubs[loop]


class Hub:
    """Sockets by the stream (the layer's group) that they listen to."""

    def __init__(self) -> None:
        self._groups: dict[LiveConsumer, list[str]] = {}
        self._streams: dict[str, set[LiveConsumer]] = {}
        self._people: Counter[int] = Counter()
        self._subscription = Subscription(self._streams, self.take)
        self._pulse = Pulse(lambda: list(self._groups), self._tell_others)
        self.presence = Presence()
        self.ask = self._pulse.ask
        self._work: list[asyncio.Task] = []

    def has(self, socket: "LiveConsumer") -> bool:
        return socket in self._groups

    def has_room_for(self, person: int) -> bool:
        return self._people[person] < MOST_OF_ONE_PERSON

    async def join(self, socket: "LiveConsumer", groups: list[str]) -> None:
        """Let a socket hear its streams from now on. The caller has asked whether it may."""
        if not self._work:
            self._work = [
                asyncio.create_task(self._subscription.keep()),
                asyncio.create_task(self._pulse.beat()),
            ]
        self._groups[socket] = groups
        self._people[socket.person] += 1
        for group in groups:
            self._streams.setdefault(group, set()).add(socket)
        if socket.counted_on:
            self.presence.come(socket.counted_on, socket.person)
        for group in groups:
            await self._subscription.enter(group)

    def leave(self, socket: "LiveConsumer") -> None:
        """Forget a socket; one that never joined is no error."""
        if (groups := self._groups.pop(socket, None)) is None:
            return
        self._people[socket.person] -= 1
        if not self._people[socket.person]:
            del self._people[socket.person]
        if socket.counted_on:
            self.presence.go(socket.counted_on, socket.person)
        for group in groups:
            self._streams[group].discard(socket)
            if not self._streams[group]:
                del self._streams[group]
                self._subscription.reconsider(group)

    def take(self, message: dict) -> None:
        """From the layer: news for a stream, or that a right was taken away."""
        listeners = list(self._streams.get(message["group"], ()))
        if message["type"] == "relay":
            text = as_text(message["event"])
            for socket in listeners:
                socket.relay(message["event"], text)
        elif message["type"] == "presence":
            self.presence.hear(message["group"], message["process"], message["count"])
        elif message["type"] == "revoked":
            for socket in listeners:
                self.ask(socket).add_done_callback(socket.stays)

    async def _tell_others(self) -> None:
        """One message for each stream on which people are counted, with every heartbeat."""
        for stream, count in self.presence.own().items():
            await say_presence(stream, self.presence.process, count)


def as_text(event: dict) -> str:
    """An event as a frame's text."""
    return json.dumps(event, ensure_ascii=False)
