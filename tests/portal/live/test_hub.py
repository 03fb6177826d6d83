"""News reaches every open page of a process, whatever the layer or another client does."""

import asyncio
import json

import pytest

from portal.live import consumers, hub, outbox, pulse, subscription
from portal.live.consumers import LiveConsumer


class Layer:
    """A channel layer that can be away, and counts what it is asked."""

    def __init__(self):
        self.away = False
        self.joined, self.left, self.members = [], [], set()
        self.messages = asyncio.Queue()

    def _ask(self):
        if self.away:
            raise ConnectionError

    async def new_channel(self):
        self._ask()
        return "one"

    async def receive(self, channel):
        return await self.messages.get()

    async def group_add(self, group, channel):
        self._ask()
        self.joined.append(group)
        self.members.add(group)

    async def group_discard(self, group, channel):
        self._ask()
        self.left.append(group)
        self.members.discard(group)


@pytest.fixture
async def layer(monkeypatch):
    layer = Layer()
    monkeypatch.setattr(subscription, "get_channel_layer", lambda: layer)
    monkeypatch.setattr(subscription, "FIRST_DELAY", 0.01)
    monkeypatch.setattr(subscription, "PATIENCE", 0.2)
    monkeypatch.setattr(pulse, "HEARTBEAT", 60)
    return layer


class Page(LiveConsumer):
    """A page of one stream, whose client takes frames as long as `takes` is set."""

    def __init__(self, person=1, stream="s"):
        super().__init__()
        self.scope = {"user": type("Account", (), {"pk": person})()}
        self.stream = stream
        self.hub, self.heard = hub.the_hub(), 0
        self.got: list[dict] = []
        self.takes = asyncio.Event()
        self.takes.set()
        self.outbox = outbox.Outbox(self._take)
        self._listening, self._left = asyncio.create_task(asyncio.sleep(60)), False

    async def _take(self, frame):
        await self.takes.wait()
        self.got.append(frame)

    @property
    def texts(self):
        return [frame["text"] for frame in self.got if frame["type"] == "websocket.send"]

    @property
    def closed_with(self):
        return next((each["code"] for each in self.got if each["type"] == "websocket.close"), None)

    async def join(self):
        await self.hub.join(self, [self.stream])
        return self


def news(number, stream="s"):
    return {"type": "relay", "group": stream, "event": {"type": "event", "seq": number}}


async def until(true):
    """Give the other tasks their turns until something holds."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("never came true")


async def test_a_stream_is_joined_once_for_all_its_pages_and_left_with_the_last(layer):
    first, second = await Page().join(), await Page().join()
    assert layer.joined == ["s"]
    first.hub.leave(first)
    await asyncio.sleep(0.05)
    assert layer.left == []
    second.hub.leave(second)
    await until(lambda: layer.left == ["s"])


async def test_a_stream_that_is_left_and_joined_at_once_is_still_heard(layer):
    first = await Page().join()
    first.hub.leave(first)
    second = await Page().join()
    await layer.messages.put(news(1))
    await until(lambda: second.texts)
    await asyncio.sleep(0.05)
    assert layer.members == {"s"}


async def test_one_text_is_made_for_all_pages_of_a_stream_and_no_other(layer, monkeypatch):
    made = []
    monkeypatch.setattr(hub, "as_text", lambda event: made.append(event) or json.dumps(event))
    pages = [await Page(number).join() for number in range(30)]
    other = await Page(stream="other").join()
    await layer.messages.put(news(1))
    await until(lambda: all(page.texts for page in pages))
    assert len(made) == 1
    assert len({id(page.texts[0]) for page in pages}) == 1
    assert other.texts == []


async def test_a_page_that_takes_nothing_holds_up_nobody_and_is_sent_back(layer):
    stuck, quick = await Page(1).join(), await Page(2).join()
    stuck.takes.clear()
    numbers = range(1, outbox.MOST_WAITING + 10)
    for number in numbers:
        await layer.messages.put(news(number))
    await until(lambda: len(quick.texts) == len(numbers))
    assert [json.loads(text)["seq"] for text in quick.texts] == list(numbers)
    assert quick.closed_with is None
    # It is forgotten at once, and nobody listens to it any more.
    assert not stuck.hub.has(stuck)
    await until(stuck._listening.cancelled)


class Unwanted(LiveConsumer):
    """A page that is sent away as soon as it comes."""

    async def connect(self):
        asyncio.get_running_loop().call_soon(self.leave, consumers.NOT_ALLOWED)


def line_of(takes_close):
    """A server's two ends, which await `takes_close(listening)` before they send a close frame."""
    sent, listening, opened = [], asyncio.Event(), []

    async def receive():
        if not opened:
            opened.append(True)
            return {"type": "websocket.connect"}
        listening.set()
        try:
            await asyncio.Event().wait()
        finally:
            listening.clear()

    async def send(frame):
        await takes_close(listening)
        sent.append(frame)

    return sent, receive, send


async def test_a_close_frame_goes_out_at_once_though_the_server_sends_none_while_we_listen(layer):
    async def takes_close(listening):
        while listening.is_set():
            await asyncio.sleep(0)

    sent, receive, send = line_of(takes_close)
    async with asyncio.timeout(2):
        await Unwanted()({"type": "websocket"}, receive, send)
    assert sent == [{"type": "websocket.close", "code": consumers.NOT_ALLOWED}]


async def test_a_line_that_does_not_take_the_close_frame_is_cut(layer, monkeypatch):
    monkeypatch.setattr(consumers, "GRACE", 0.05)
    sent, receive, send = line_of(lambda listening: asyncio.sleep(60))
    async with asyncio.timeout(2):
        await Unwanted()({"type": "websocket"}, receive, send)
    assert sent == []


async def test_a_page_that_takes_again_hears_why_it_was_closed_and_nothing_after(layer):
    slow = await Page().join()
    slow.takes.clear()
    for number in range(1, outbox.MOST_WAITING + 10):
        await layer.messages.put(news(number))
    await until(lambda: not slow.hub.has(slow))
    slow.takes.set()
    await until(lambda: slow.closed_with)
    assert slow.closed_with == consumers.TOO_FAR_BEHIND
    assert slow.got[-1]["type"] == "websocket.close"
    assert [json.loads(text)["seq"] for text in slow.texts] == [1]


async def test_frames_that_wait_keep_their_order(layer):
    page = await Page().join()
    page.takes.clear()
    for number in range(1, 50):
        await layer.messages.put(news(number))
    await asyncio.sleep(0.05)
    page.takes.set()
    await until(lambda: len(page.texts) == 49)
    assert [json.loads(text)["seq"] for text in page.texts] == list(range(1, 50))


async def test_a_layer_that_is_away_keeps_no_page_out_and_is_joined_when_it_is_back(layer):
    layer.away = True
    page = await Page().join()
    assert layer.joined == []
    assert page.closed_with is None
    layer.away = False
    await until(lambda: layer.joined == ["s"])
    await layer.messages.put(news(1))
    await until(lambda: page.texts)


async def test_after_a_failure_every_stream_is_joined_anew(layer):
    page = await Page().join()
    layer.away = True
    await Page(2, "other").join()
    layer.away = False
    await until(lambda: layer.joined.count("s") == 2 and "other" in layer.joined)
    assert page.closed_with is None


async def test_a_message_nobody_understands_is_not_the_end_of_listening(layer):
    page = await Page().join()
    await layer.messages.put({"type": "relay"})
    await layer.messages.put(news(1))
    await until(lambda: page.texts)


async def test_one_person_has_so_many_sockets_and_no_more(layer):
    pages = [await Page(7).join() for _ in range(hub.MOST_OF_ONE_PERSON)]
    assert not pages[0].hub.has_room_for(7)
    assert pages[0].hub.has_room_for(8)
    pages[0].hub.leave(pages[0])
    pages[0].hub.leave(pages[0])  # twice counts once
    assert pages[1].hub.has_room_for(7)
    await pages[0].join()
    assert not pages[1].hub.has_room_for(7)


async def test_those_who_ask_meanwhile_are_asked_about_together(layer, monkeypatch):
    asked = []

    def standings(kind, sockets):
        asked.append(len(sockets))
        return {socket: {} for socket in sockets}

    monkeypatch.setattr(pulse, "standings", standings)
    pages = [Page(number) for number in range(30)]
    first = pages[0].hub.ask(pages[0])
    await asyncio.sleep(0)
    answers = [page.hub.ask(page) for page in pages]
    await asyncio.wait([first, *answers])
    assert sum(asked) in (30, 31) and len(asked) <= 2


async def test_a_database_that_does_not_answer_closes_the_page(layer, monkeypatch):
    import threading

    release = threading.Event()
    monkeypatch.setattr(pulse, "PATIENCE", 0.1)
    monkeypatch.setattr(pulse, "standings", lambda kind, sockets: release.wait(20) and {})
    page = await Page().join()
    page.hub.ask(page).add_done_callback(page.told)
    try:
        await until(lambda: page.closed_with)
    finally:
        release.set()
    assert page.closed_with == consumers.BROKEN


async def test_revocation_asks_only_about_that_persons_pages(layer, monkeypatch):
    asked = []
    monkeypatch.setattr(pulse, "standings", lambda kind, sockets: asked.extend(sockets) or {})
    mine, other = await Page(1, "person.1").join(), await Page(2, "person.2").join()
    await layer.messages.put({"type": "revoked", "group": "person.1"})
    await until(lambda: mine.closed_with)
    assert mine.closed_with == consumers.NOT_ALLOWED
    assert asked == [mine] and other.closed_with is None
