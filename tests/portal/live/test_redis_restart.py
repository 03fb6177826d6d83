"""Redis dies and comes back while members answer: nobody gets an error, every answer is stored, and every
open page has them all in the end, in order."""

import asyncio
import json
from itertools import chain
from uuid import uuid4

import pytest

from tests.portal.live.redis_server import own_redis
from tests.portal.live.stage import staged
from tests.seats import processes_of

pytestmark = pytest.mark.race
#: Seconds with Redis, without it, and with it again; and then until the last page has everything.
BEFORE, AWAY, AFTER, PATIENCE = 1.5, 2.5, 2, 8
LINES_OF_EACH = 3


class OpenPage:
    """Does what the page's script does: takes what is next, and asks for the rest."""

    def __init__(self, stage, member, http):
        self.shown: list[int] = []
        self.asked = 0
        self.opened = asyncio.Event()
        self._stage, self._member, self._http = stage, member, http

    @property
    def last(self) -> int:
        return self.shown[-1] if self.shown else 0

    async def stays_open(self) -> None:
        async with self._member.dials(f"/ws/spoerg/{self._stage.for_all}/") as line:
            async for text in line:
                frame = json.loads(text)
                self.opened.set()
                if frame["type"] == "event" and frame["seq"] == self.last + 1:
                    self.shown.append(frame["seq"])
                elif frame["seq"] > self.last:
                    await self.catches_up()
        raise AssertionError("the line was closed")

    async def catches_up(self) -> None:
        self.asked += 1
        answer = await self._http.get(
            f"/spoerg/{self._stage.for_all}/nyt/",
            params={"efter": self.last},
            headers=self._member.headers,
        )
        news = answer.raise_for_status().json()
        assert news["complete"]
        self.shown += [event["seq"] for event in news["events"]]


@pytest.fixture
def redis(tmp_path):
    with own_redis(tmp_path) as redis:
        yield redis


@pytest.fixture
def stage(tmp_path, redis):
    with staged(tmp_path, processes=2, redis=redis.url) as stage:
        yield stage


async def test_redis_is_killed_under_load_and_nobody_misses_an_answer(stage, redis):
    async with stage.http() as http:
        pages, open_pages = await _opened_in_both_processes(stage, http)
        over = asyncio.Event()
        writers = [asyncio.create_task(_answers(stage, http, each, over)) for each in stage.members]
        await asyncio.sleep(BEFORE)
        redis.kill()
        await asyncio.sleep(AWAY)
        redis.start()
        await asyncio.sleep(AFTER)
        over.set()
        statuses = list(chain.from_iterable(await asyncio.gather(*writers)))
        everything = list(range(1, len(statuses) + 1))
        await _within(PATIENCE, lambda: all(page.shown == everything for page in pages))
        for task in open_pages:
            assert not task.done(), task.exception()
            task.cancel()
    assert set(statuses) == {302}
    assert [page.shown for page in pages] == [everything] * len(pages)
    # A page that nobody had open in between gets all of them, too.
    async with stage.http() as http:
        late = OpenPage(stage, stage.members[0], http)
        await late.catches_up()
        assert late.shown == everything
    log = stage.log.read_text()
    assert "push_failed" in log and "cache_away" in log
    assert "Traceback" not in log and "[error" not in log and "[critical" not in log


async def _opened_in_both_processes(stage, http):
    """Some pages of each member, and more until both processes have some: one may still be starting."""
    pages, tasks = [], []
    async with asyncio.timeout(60):
        while len(pages) < LINES_OF_EACH * len(stage.members) or len(_used(stage)) < 2:
            page = OpenPage(stage, stage.members[len(pages) % len(stage.members)], http)
            pages.append(page)
            tasks.append(asyncio.create_task(page.stays_open()))
            await page.opened.wait()
    return pages, tasks


def _used(stage) -> set[int]:
    return {
        process
        for member in stage.members
        for _path, process in processes_of(stage.var, member.session)
    }


async def _answers(stage, http, member, over) -> list[int]:
    """One answer after the other, as the form sends it, and the page read anew; the statuses."""
    statuses = []
    while not over.is_set():
        statuses.append(
            await stage.post(
                http,
                member,
                f"/spoerg/{stage.for_all}/svar/",
                body=f"<p>Svar nummer {len(statuses)}.</p>",
                key=str(uuid4()),
            )
        )
        page = await http.get(f"/spoerg/{stage.for_all}/", headers=member.headers)
        assert page.status_code == 200, page.text[:500]
        await asyncio.sleep(0.2)
    return statuses


async def _within(seconds: float, condition) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)
