"""Lines to a real server that end, and with which code: within five seconds of what ends them, in the
process that did it and in another."""

import asyncio
import json
import socket

import pytest
from websockets.exceptions import ConnectionClosed

from forum.questions.consumers import QuestionListConsumer
from portal.live import consumers, hub, outbox
from tests.portal.live.redis_server import own_redis
from tests.portal.live.stage import NEWS, staged

pytestmark = pytest.mark.race
SECONDS = 5
PING = '{"type":"ping"}'


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
def stage(request, tmp_path_factory):
    """Served by one process, and by two that hear of each other through a Redis of their own."""
    folder = tmp_path_factory.mktemp("stage")
    if request.param == 1:
        with staged(folder) as running:
            yield running
        return
    with own_redis(folder) as redis, staged(folder, processes=2, redis=redis.url) as running:
        yield running


@pytest.fixture
def some(stage):
    """The members, each test its own: what one loses stays lost."""
    taken = getattr(stage.__class__, "_taken", {})
    stage.__class__._taken = taken
    return lambda: stage.members[taken.setdefault(id(stage), iter(range(99))).__next__()]


async def code_of(line) -> int:
    """The code with which the server closes; whatever it says before is let pass."""
    async with asyncio.timeout(SECONDS):
        try:
            while True:
                await line.recv()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006


async def beats(*lines) -> None:
    """Each has heard a first heartbeat: it has joined, and may stay."""
    for line in lines:
        assert json.loads(await asyncio.wait_for(line.recv(), 5))["type"] == "heartbeat"


async def but_for_beats(line) -> dict:
    """What is said next; the server's own heartbeat comes by the clock, before or after it."""
    async with asyncio.timeout(5):
        while (said := json.loads(await line.recv()))["type"] == "heartbeat":
            pass
    return said


def question(number: int) -> str:
    return f"/ws/spoerg/{number}/"


@pytest.mark.parametrize("deed", ["leave", "suspend"])
async def test_who_leaves_the_network_or_is_suspended_is_closed_out_everywhere(stage, some, deed):
    member = some()
    async with (
        member.dials(question(stage.for_all)) as page,
        member.dials("/ws/spoerg/") as listing,
        member.dials("/ws/live/") as bell,
    ):
        await beats(page, listing, bell)
        await stage.lets(deed, member, stage.for_all)
        codes = await asyncio.gather(*map(code_of, (page, listing)))
    assert codes == [consumers.NOT_ALLOWED] * 2


async def test_who_logs_out_is_closed_out_everywhere(stage, some):
    member = some()
    paths = question(stage.for_all), question(stage.for_group), "/ws/spoerg/", "/ws/live/"
    lines = [await member.dials(path) for path in paths]
    await beats(*lines)
    async with stage.http() as http:
        assert await stage.post(http, member, "/konto/logout/") == 302
    assert await asyncio.gather(*map(code_of, lines)) == [consumers.NOT_ALLOWED] * len(paths)


async def test_who_leaves_the_group_leaves_its_question_and_the_list_comes_back(stage, some):
    member = some()
    async with (
        member.dials(question(stage.for_group)) as page,
        member.dials(question(stage.for_all)) as other,
        member.dials("/ws/spoerg/") as listing,
    ):
        await beats(page, other, listing)
        await stage.lets("move_away", member, stage.for_group)
        codes = await asyncio.gather(code_of(page), code_of(listing))
        await other.send(PING)
        await beats(other)
    assert codes == [consumers.NOT_ALLOWED, QuestionListConsumer.OTHER_AUDIENCES]


async def test_one_who_does_not_read_is_sent_back_and_nobody_waits_for_them(stage, some):
    """With small buffers on the way, and more news than they and the queue hold."""
    reader, slow = some(), socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.connect(("127.0.0.1", stage.port))
    slow.setblocking(False)
    path = question(stage.for_all)
    async with (
        reader.dials(path, max_size=None) as quick,
        reader.dials(path, max_size=None, max_queue=1, sock=slow) as stuck,
    ):
        await beats(quick, stuck)
        telling = asyncio.create_task(stage.lets("talk", reader, stage.for_all))
        got = []
        async with asyncio.timeout(20):
            while len(got) < NEWS:
                frame = json.loads(await quick.recv())
                got += [frame["seq"]] if frame["type"] == "event" else []
        await telling
        assert got == list(range(1, NEWS + 1)), "the other one got all, in order"
        heard = 0
        try:
            async with asyncio.timeout(consumers.GRACE + SECONDS):
                while True:
                    heard += json.loads(await stuck.recv())["type"] == "event"
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else 1006
    assert code == consumers.TOO_FAR_BEHIND
    assert heard < NEWS - outbox.MOST_WAITING


async def test_frames_of_64_kb_and_more_are_answered_and_the_line_holds(stage, some):
    async with some().dials(question(stage.for_all)) as line:
        await beats(line)
        whole = PING[:-1] + " " * (consumers.MAX_FRAME - len(PING)) + "}"
        await line.send(whole)
        await beats(line)
        for frame in (whole + " ", "x" * 1_000_000, b"\x00" * (consumers.MAX_FRAME + 1)):
            await line.send(frame)
            assert await but_for_beats(line) == {"type": "error", "code": "frame"}
        await line.send(PING)
        await beats(line)


async def test_too_many_lines_of_one_person_are_turned_away_and_others_are_not(stage, some):
    member, most = some(), hub.MOST_OF_ONE_PERSON * stage.processes
    lines = [await member.dials("/ws/live/") for _ in range(most + 1)]
    closed = []
    for line in lines:
        try:
            await beats(line)
        except ConnectionClosed as end:
            closed.append(end.rcvd.code)
    assert set(closed) == {consumers.TOO_MANY_SOCKETS} and len(closed) >= 1
    for line in lines:
        await line.close()
    async with member.dials("/ws/live/") as again:
        await beats(again)


def test_none_of_it_is_an_error_in_the_log(stage):
    log = stage.log.read_text()
    assert "Traceback" not in log and "[error" not in log
