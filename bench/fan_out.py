"""From the commit of an answer to the last of a thousand open pages, beside a bare loop over as many."""

import asyncio
import json
import time
from dataclasses import dataclass

import httpx

from . import lines, writing
from .servers import running

SOCKETS, ANSWERS = 1000, 20
#: Seconds between an answer that has reached everybody and the next, and the most that one may take.
PAUSE, LIMIT = 0.5, 20


@dataclass(frozen=True)
class Delivery:
    """Milliseconds from commit to socket: the middle and the 99th of 100 of all, and the middle and
    the worst of each answer's last socket."""

    p50: float
    p99: float
    last: float
    worst: float

    def __str__(self) -> str:
        return "".join(f"{each:10.1f}" for each in (self.p50, self.p99, self.last, self.worst))


async def _send_all(port, path, cookies, frames, post) -> tuple[Delivery, list[bytes]]:
    """Open the lines, let `post` send one frame after the other, and see that each got all in order."""
    crowd = await lines.open_all(port, path, cookies)
    moments = []
    async with httpx.AsyncClient(base_url=f"http://localhost:{port}", timeout=60) as client:
        await asyncio.sleep(PAUSE)
        for number in range(frames):
            answer = await post(client, number)
            answer.raise_for_status()
            moments.append(answer.json())
            until = time.perf_counter() + LIMIT
            while short := sum(len(line.events) <= number for line in crowd):
                ended = sum(line.ended for line in crowd)
                if ended or time.perf_counter() > until:
                    raise RuntimeError(f"frame {number}: {short} are missing it, {ended} closed")
                await asyncio.sleep(0.02)
            await asyncio.sleep(PAUSE)
    for line in crowd:
        line.close()
    await asyncio.sleep(PAUSE)
    got = [line.events for line in crowd]
    for one in got:
        if [json.loads(text)["seq"] for _, text in one] != list(range(1, frames + 1)):
            raise RuntimeError("a socket has not got every frame once and in order")
    return _figures(moments, got), [text for _, text in got[0]]


def _figures(moments: list[float], got: list[list[tuple[float, bytes]]]) -> Delivery:
    took = [
        sorted((one[number][0] - moment) * 1000 for one in got)
        for number, moment in enumerate(moments)
    ]
    every = sorted(each for answer in took for each in answer)
    lasts = sorted(answer[-1] for answer in took)
    return Delivery(
        every[len(every) // 2], every[int(len(every) * 0.99)], lasts[len(lasts) // 2], lasts[-1]
    )


def measure(*, workers: int = 1) -> None:
    """Print both and their ratio. Raises RuntimeError when a socket misses a frame or gets one twice."""
    from . import crowd

    members = crowd.gather(SOCKETS)
    question = crowd.ask(members)
    target = f"{writing.PATH}?question={question}&writer={members.writer}"
    with running("bench.writing:application", workers=workers) as port:
        ours, texts = asyncio.run(
            _send_all(
                port,
                f"/ws/spoerg/{question}/",
                members.cookies,
                ANSWERS,
                lambda client, number: client.post(target),
            )
        )
    with running("bench.bare:application") as port:
        bare, _ = asyncio.run(
            _send_all(
                port,
                "/",
                members.cookies,
                ANSWERS,
                lambda client, number: client.post("/", content=texts[number]),
            )
        )
    print(f"\n{ANSWERS} answers of {len(texts[0])} bytes to {SOCKETS} sockets, ms from the commit")
    print(f"{'':30}{'p50':>10}{'p99':>10}{'last':>10}{'worst':>10}")
    print(f"{f'portal, {workers} process(es)':30}{ours}")
    print(f"{'bare loop, 1 process':30}{bare}")
    names = ("p50", "p99", "last", "worst")
    ratios = (getattr(ours, name) / getattr(bare, name) for name in names)
    print(f"{'ratio':30}" + "".join(f"{each:10.2f}" for each in ratios))
