"""One member's browser, as light as it can be: a connection that is kept, cookies, forms."""

import asyncio
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

_COOKIE = re.compile(rb"^set-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: str


class Browser:
    """`times` are the seconds that each request took. It follows nothing by itself."""

    def __init__(self, port: int, cookie: str):
        self.times: list[float] = []
        self._port = port
        self._cookies = dict([cookie.split("=", 1)])

    async def __aenter__(self) -> "Browser":
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_error) -> None:
        self._writer.close()

    async def get(self, path: str) -> Answer:
        return await self._ask(f"GET {path}", b"")

    async def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        return await self._ask(f"POST {path}", urlencode(fields).encode())

    async def _ask(self, what: str, body: bytes) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        lines = [f"{what} HTTP/1.1", "Host: localhost", "Accept: text/html", f"Cookie: {cookies}"]
        if body:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        began = time.perf_counter()
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        content = await self._reader.readexactly(int(length[1])) if length else b""
        self.times.append(time.perf_counter() - began)
        for name, value in _COOKIE.findall(head):
            self._cookies[name.decode()] = value.decode()
        return Answer(int(head.split(b" ", 2)[1]), content.decode())
