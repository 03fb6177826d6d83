"""A thousand WebSockets at once, as light as they can be, so that what is measured is the server. A frame
is noted with its moment, and read afterwards."""

import asyncio
import base64
import os
import struct
import time

#: Handshakes under way at once.
AT_ONCE = 50
#: How a frame with news begins; the others are heartbeats.
EVENT = b'{"type": "event"'


class Line(asyncio.Protocol):
    """One socket. `events` are the texts with news that it got, each with its moment."""

    def __init__(self, request: bytes):
        self.events: list[tuple[float, bytes]] = []
        self.opened: asyncio.Future = asyncio.get_running_loop().create_future()
        self.ended = False
        self._request = request
        self._read = bytearray()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data):
        self._read += data
        if not self.opened.done():
            head, end, rest = self._read.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                self.opened.set_exception(RuntimeError(head.decode()))
                return
            self._read = bytearray(rest)
            self.opened.set_result(self)
        moment = time.perf_counter()
        while (frame := self._next_frame()) is not None:
            opcode, payload = frame
            if opcode == 1 and payload.startswith(EVENT):
                self.events.append((moment, payload))
            elif opcode == 8:
                self.ended = True

    def connection_lost(self, error):
        self.ended = True
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionError("closed in the handshake"))

    def _next_frame(self) -> tuple[int, bytes] | None:
        # A server's frames are not masked, and ours are never in pieces.
        if len(self._read) < 2:
            return None
        size, start = self._read[1] & 127, 2
        if size == 126:
            start = 4
        elif size == 127:
            start = 10
        if len(self._read) < start:
            return None
        if start > 2:
            size = struct.unpack_from(">H" if start == 4 else ">Q", self._read, 2)[0]
        if len(self._read) < start + size:
            return None
        frame = self._read[0] & 15, bytes(self._read[start : start + size])
        del self._read[: start + size]
        return frame

    def close(self) -> None:
        self.transport.abort()


async def open_all(port: int, path: str, cookies: list[str]) -> list[Line]:
    """One line for each cookie. Raises what the first handshake that failed was answered with."""
    gate, loop = asyncio.Semaphore(AT_ONCE), asyncio.get_running_loop()

    async def one(cookie: str) -> Line:
        key = base64.b64encode(os.urandom(16)).decode()
        request = (
            f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\nCookie: {cookie}\r\n\r\n"
        )
        async with gate:
            _, line = await loop.create_connection(
                lambda: Line(request.encode()), "127.0.0.1", port
            )
            return await asyncio.wait_for(line.opened, 60)

    return await asyncio.gather(*(one(cookie) for cookie in cookies))
