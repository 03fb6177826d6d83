"""A small HTTP load: some connections kept alive, each asking again as soon as it is answered."""

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Answers per second, and milliseconds at the middle and at the 99th of 100."""

    rate: float
    p50: float
    p99: float


async def _one_connection(port: int, request: bytes, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.perf_counter() < until:
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            status, _, headers = head.partition(b"\r\n")
            if b" 200 " not in status + b" ":
                raise RuntimeError(status.decode())
            await _body(reader, headers.lower())
            times.append(time.perf_counter() - began)
    finally:
        writer.close()


async def _body(reader: asyncio.StreamReader, headers: bytes) -> None:
    for line in headers.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.partition(b":")[2]))
            return
    while size := int((await reader.readuntil(b"\r\n")).strip(), 16):  # chunked
        await reader.readexactly(size + 2)
    await reader.readuntil(b"\r\n")


def measure(
    port: int, path: str, *, cookie: str = "", seconds: float = 3, connections: int = 8
) -> Figures:
    """Load one address for some seconds after a short warm-up. Raises RuntimeError for any answer
    but 200: a fast error page is not speed."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: text/html"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def run(duration: float) -> list[float]:
        times: list[float] = []
        until = time.perf_counter() + duration
        await asyncio.gather(
            *(_one_connection(port, request, until, times) for _ in range(connections))
        )
        return sorted(times)

    asyncio.run(run(0.5))
    times = asyncio.run(run(seconds))
    return Figures(
        len(times) / seconds, times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    )
