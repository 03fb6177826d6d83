"""This process's place in the channel layer: one channel, in the groups that its sockets listen to.

The layer may go away (Redis restarts). Nobody is thrown out for that: the heartbeats go on telling pages
what number they should have, and this comes back by itself.
"""

import asyncio
from collections.abc import Callable, Container

import structlog
from channels.layers import get_channel_layer

log = structlog.get_logger("portal.live")

#: Seconds until the first new attempt, and the most between two.
FIRST_DELAY, LAST_DELAY = 1, 30
#: Seconds that a page waits for its group: a layer that is away must not keep it out.
PATIENCE = 3
#: Seconds after which all groups are joined again. Layers forget members, the in-memory one without a
#: word (a day after they joined, or when a message was not fetched in time); joining twice costs nothing.
REFRESH = 60


class Subscription:
    """`wanted` holds the groups to be in; `take` is called with each message."""

    def __init__(self, wanted: Container[str], take: Callable[[dict], None]):
        self._wanted = wanted
        self._take = take
        self._held: set[str] = set()
        self._unsettled: set[str] = set()
        self._changed = asyncio.Event()
        self._entering: dict[str, asyncio.Future] = {}

    async def enter(self, group: str) -> None:
        """Return when a wanted group is joined, or after some patience when the layer is away."""
        if group in self._held and group not in self._unsettled:
            return
        joined = self._entering.setdefault(group, asyncio.get_running_loop().create_future())
        self.reconsider(group)
        await asyncio.wait([joined], timeout=PATIENCE)

    def reconsider(self, group: str) -> None:
        """What is wanted of a group has changed."""
        self._unsettled.add(group)
        self._changed.set()

    async def keep(self) -> None:
        """Listen until cancelled, whatever the layer does."""
        channel = await self._patiently(self._new_channel)
        async with asyncio.TaskGroup() as both:
            both.create_task(self._listen(channel))
            both.create_task(self._follow(channel))

    async def _listen(self, channel: str) -> None:
        while True:
            message = await self._patiently(get_channel_layer().receive, channel)
            try:
                self._take(message)
            except Exception:  # one message that nobody understands is not the end of listening
                log.exception("message_failed")

    async def _follow(self, channel: str) -> None:
        while True:
            await self._patiently(self._settle, channel)
            try:
                async with asyncio.timeout(REFRESH):
                    await self._changed.wait()
            except TimeoutError:
                self._unsettled |= self._held

    async def _settle(self, channel: str) -> None:
        """Join and leave one after the other: a stream's last leaver and next comer keep their order."""
        layer = get_channel_layer()
        self._changed.clear()
        while self._unsettled:
            group = next(iter(self._unsettled))
            wanted = group in self._wanted
            if wanted:
                await layer.group_add(group, channel)
                self._held.add(group)
            elif group in self._held:
                await layer.group_discard(group, channel)
                self._held.discard(group)
            if wanted != (group in self._wanted):
                continue  # changed meanwhile
            self._unsettled.discard(group)
            if joined := self._entering.pop(group, None):
                joined.set_result(None)

    async def _patiently(self, ask, *args):
        """Ask the layer until it answers, with growing delays; then join everything anew, for it may
        have forgotten it."""
        delay = FIRST_DELAY
        while True:
            try:
                return await ask(*args)
            except Exception as error:
                log.warning("layer_failed", kind=type(error).__name__, again_in=delay)
                self._unsettled |= self._held
                await asyncio.sleep(delay)
                delay = min(delay * 2, LAST_DELAY)
                self._changed.set()

    @staticmethod
    async def _new_channel() -> str:
        return await get_channel_layer().new_channel()
