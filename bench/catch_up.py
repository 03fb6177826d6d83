"""Pages whose line is cut again and again: does each still get every post, once and in order?

A client does what the page does: it takes an event that is the next one, and asks for what came after its
last one when there is a gap, when a heartbeat knows a higher number, and when it comes back.
"""

import asyncio
import json
import random

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from . import writing
from .servers import running

CLIENTS, CUTS, POSTS = 50, 100, 1000
#: Seconds for the last pages to have everything, once the last post is written.
PATIENCE = 30


class Page:
    """One client. `shown` are the numbers in the order in which it has got them."""

    def __init__(self, port: int, question: int, cookie: str, http: httpx.AsyncClient):
        self.shown: list[int] = []
        self.cuts = self.asked = 0
        self._socket = f"ws://localhost:{port}/ws/spoerg/{question}/"
        self._news = f"/spoerg/{question}/nyt/"
        self._headers = {"Cookie": cookie}
        self._origin = f"http://localhost:{port}"
        self._http = http
        self._line = None

    @property
    def last(self) -> int:
        return self.shown[-1] if self.shown else 0

    def cut(self) -> bool:
        """Tear the line down without a word; False when it is down already."""
        if self._line is None:
            return False
        self._line.transport.abort()
        self._line = None
        self.cuts += 1
        return True

    async def live(self) -> None:
        """Open the line, and open it again whenever it is gone, until cancelled."""
        while True:
            try:
                async with connect(
                    self._socket, origin=self._origin, additional_headers=self._headers
                ) as line:
                    self._line = line
                    await self._catch_up()
                    async for text in line:
                        await self._hear(json.loads(text))
            except (ConnectionClosed, OSError):
                pass
            self._line = None
            await asyncio.sleep(random.uniform(0.05, 0.5))

    async def _hear(self, frame: dict) -> None:
        if frame["type"] == "event" and frame["seq"] == self.last + 1:
            self.shown.append(frame["seq"])
        elif frame["seq"] > self.last:
            await self._catch_up()

    async def _catch_up(self) -> None:
        while True:
            self.asked += 1
            answer = await self._http.get(
                self._news, params={"efter": self.last}, headers=self._headers
            )
            answer.raise_for_status()
            news = answer.json()
            if not news["complete"]:
                raise RuntimeError("events are gone that a page has not seen")
            self.shown += [event["seq"] for event in news["events"]]
            if news["seq"] <= self.last:
                return


def measure(*, workers: int = 1) -> None:
    """Print what became of the posts. Raises RuntimeError when a page has lost one, doubled one or
    shown one out of order."""
    from . import crowd

    members = crowd.gather(CLIENTS)
    question = crowd.ask(members)
    with running("bench.writing:application", workers=workers) as port:
        pages = asyncio.run(_live_through(port, question, members))
    wrong = [page for page in pages if page.shown != list(range(1, POSTS + 1))]
    cuts, asked = sum(page.cuts for page in pages), sum(page.asked for page in pages)
    print(
        f"\n{CLIENTS} pages, {workers} process(es), {POSTS} posts, {cuts} cuts, {asked} questions by "
        f"number: {len(wrong)} pages with a post lost, doubled or out of order"
    )
    if wrong or cuts != CUTS:
        raise RuntimeError(f"{len(wrong)} pages are wrong, {cuts} lines were cut")


async def _live_through(port: int, question: int, members) -> list[Page]:
    async with httpx.AsyncClient(base_url=f"http://localhost:{port}", timeout=60) as http:
        pages = [Page(port, question, cookie, http) for cookie in members.cookies]
        lives = [asyncio.create_task(page.live()) for page in pages]
        target = f"{writing.PATH}?question={question}&writer={members.writer}&short=1"
        owed = 0
        for number in range(POSTS):
            (await http.post(target)).raise_for_status()
            owed += (number + 1) % (POSTS // CUTS) == 0
            while owed and random.choice(pages).cut():
                owed -= 1
            if over := next((each for each in lives if each.done()), None):
                over.result()
        while owed:
            owed -= random.choice(pages).cut()
            await asyncio.sleep(0.05)
        for _ in range(PATIENCE * 10):
            if all(page.last == POSTS for page in pages):
                break
            await asyncio.sleep(0.1)
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)
    return pages
