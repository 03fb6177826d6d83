"""Asking anew whether sockets may stay, and telling each of them how things stand.

A thousand open pages would ask the database a thousand times every few seconds. Here those of one process
ask together: whoever wants to know while a question is under way is in the next one.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog
from channels.db import database_sync_to_async

from .rights import standings

if TYPE_CHECKING:
    from .consumers import LiveConsumer

log = structlog.get_logger("portal.live")

#: Seconds between heartbeats; each one also asks anew whether the reader may still be here.
HEARTBEAT = 4
#: Seconds that the database has for an answer.
PATIENCE = 10


class Pulse:
    """One for all sockets of an event loop. `sockets` gives those that get heartbeats, `after` is awaited
    when they have got one."""

    def __init__(
        self,
        sockets: Callable[[], list["LiveConsumer"]],
        after: Callable[[], Awaitable[None]],
    ):
        self._sockets = sockets
        self._after = after
        self._asked: dict[LiveConsumer, asyncio.Future] = {}
        self._asking: asyncio.Task | None = None

    def ask(self, socket: "LiveConsumer") -> asyncio.Future:
        """A future with what the socket's heartbeat carries, or None when it may not be open. It raises
        what went wrong when the database could not be asked; then it must not stay open, either."""
        if socket not in self._asked:
            self._asked[socket] = asyncio.get_running_loop().create_future()
        if self._asking is None:
            self._asking = asyncio.create_task(self._answer_all())
        return self._asked[socket]

    async def beat(self) -> None:
        """A heartbeat for every socket, until cancelled."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due = max(due + HEARTBEAT, loop.time())
            await asyncio.sleep(due - loop.time())
            answers = []
            for socket in self._sockets():
                socket.heard = 0
                answers.append(self.ask(socket))
                answers[-1].add_done_callback(socket.told)
            if answers:
                await asyncio.wait(answers)
                await self._after()

    async def _answer_all(self) -> None:
        try:
            while self._asked:
                asked, self._asked = self._asked, {}
                kinds: dict[type[LiveConsumer], list[LiveConsumer]] = defaultdict(list)
                for socket in asked:
                    kinds[type(socket)].append(socket)
                for kind, sockets in kinds.items():
                    found = await self._look_up(kind, sockets)
                    for socket in sockets:
                        _settle(asked[socket], found, socket)
        finally:
            self._asking = None

    async def _look_up(self, kind, sockets: list["LiveConsumer"]):
        """The standings of some sockets, or the error."""
        # Not thread-sensitive: a slow query of somebody else's must not hold this one up.
        question = database_sync_to_async(standings, thread_sensitive=False)
        try:
            async with asyncio.timeout(PATIENCE):
                return await question(kind, sockets)
        except Exception as error:
            log.warning("pulse_failed", kind=type(error).__name__, sockets=len(sockets))
            return error


def _settle(answer: asyncio.Future, found, socket: "LiveConsumer") -> None:
    if answer.done():  # whoever asked has hung up meanwhile
        return
    if isinstance(found, Exception):
        answer.set_exception(found)
        answer.exception()  # looked at: there may be nobody left who does
    else:
        answer.set_result(found.get(socket))
