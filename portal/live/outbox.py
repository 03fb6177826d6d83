"""What is on its way out to one socket."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

#: Frames that may wait for one client. Whoever is further behind comes back and catches up by number.
MOST_WAITING = 100


class Outbox:
    """Frames to one client, in order, written without anyone else waiting for it.

    A task is at work only while there is something to write, and begins at once: most frames are taken
    by the server without a pause, and then no task was ever waited for.
    """

    def __init__(self, send: Callable[[dict], Awaitable[Any]]):
        self._send = send
        self._waiting: deque[dict] = deque()
        self._writing: asyncio.Task | None = None
        self._closed = False

    def put(self, text: str) -> bool:
        """One more text frame; False, and nothing done, when too many wait already. After `close` it is
        dropped: whoever is being sent away hears no more."""
        if self._closed:
            return True
        if len(self._waiting) >= MOST_WAITING:
            return False
        self._write({"type": "websocket.send", "text": text})
        return True

    def close(self, code: int) -> None:
        """Forget what waits and close the line with a code. Only the first code counts."""
        if not self._closed:
            self._closed = True
            self._waiting.clear()
            self._write({"type": "websocket.close", "code": code})

    async def emptied(self, seconds: float) -> None:
        """Return when all is written, or after so many seconds."""
        if self._writing is not None:
            await asyncio.wait([self._writing], timeout=seconds)

    def drop(self) -> None:
        """The line is gone: write no more."""
        self._closed = True
        self._waiting.clear()
        if self._writing is not None:
            self._writing.cancel()

    def _write(self, frame: dict) -> None:
        self._waiting.append(frame)
        if self._writing is None:
            loop = asyncio.get_running_loop()
            task = asyncio.Task(self._write_all(), loop=loop, eager_start=True)
            self._writing = None if task.done() else task

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._send(self._waiting.popleft())
        except Exception:  # the client has gone; its consumer hears of it in its own way
            self._closed = True
            self._waiting.clear()
        finally:
            self._writing = None
