"""Whatever a hostile page writes on a question's socket: an error frame, a heartbeat or the agreed close
code, and nothing else. Nobody beside it notices, and nothing is written."""

import json

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from django.apps import apps
from django.db.backends.utils import CursorWrapper
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forum.questions.broadcast import group_of
from forum.questions.consumers import QuestionConsumer
from portal.live import consumers, pulse, streams
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_member
from tests.forum.test_consumers import handshake, register  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
in_thread = database_sync_to_async
ERROR, HEARTBEAT = {"type": "error", "code": "frame"}, {"type": "heartbeat", "seq": 0}
#: What pages do say, and what stands in the frames of the server and its layer.
WORDS = st.sampled_from(
    ["ping", "type", "event", "relay", "revoked", "heartbeat", "websocket.close", "seq", "html"]
)
any_text = st.text(st.characters(exclude_categories=()))  # lone surrogates and NUL among them
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), any_text, WORDS)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | any_text, inner, max_size=4)
    ),
    max_leaves=12,
)


def is_no_ping(value) -> bool:
    return not (isinstance(value, dict) and value.get("type") == "ping")


def padded(frame: str, size: int) -> str:
    """The same JSON object with so much white space in it that it has this many bytes."""
    return frame[:-1] + " " * (size - len(frame.encode())) + "}"


def deep(opening: str, count: int, closing: str) -> str:
    return opening * count + closing * count


PING = '{"type":"ping"}'
#: Frames that are a ping, if an odd one.
pings = st.one_of(
    st.just(PING),
    st.dictionaries(any_text.filter(lambda key: key != "type"), values, max_size=3).map(
        lambda more: json.dumps({**more, "type": "ping"})
    ),
    values.map(lambda first: f'{{"type":{json.dumps(first)},"type":"ping"}}'),
    st.integers(20, consumers.MAX_FRAME).map(lambda size: padded(PING, size)),
)
#: Frames that are none.
texts = st.one_of(
    any_text.filter(lambda text: '"ping"' not in text),
    values.filter(is_no_ping).map(json.dumps),
    values.filter(is_no_ping).map(lambda value: json.dumps(value, ensure_ascii=False)),
    values.filter(lambda value: value != "ping").map(
        lambda last: f'{{"type":"ping","type":{json.dumps(last)}}}'
    ),
    st.builds(
        deep,
        st.sampled_from(["[", '{"type":', '[{"a":', '{"type":["ping",']),
        st.integers(1, 30_000),
        st.sampled_from(["", "]", "}", "}]"]),
    ),
    st.integers(4_400, 70_000).map(lambda count: '{"type":"ping","n":' + "9" * count + "}"),
    st.integers(consumers.MAX_FRAME + 1, 2 * consumers.MAX_FRAME).map(
        lambda size: padded(PING, size)
    ),
)
#: What is sent, and what is answered.
frames = st.one_of(
    pings.map(lambda text: ({"text": text}, HEARTBEAT)),
    texts.map(lambda text: ({"text": text}, ERROR)),
    texts.map(lambda text: ({"text": text, "bytes": None}, ERROR)),
    st.binary(max_size=200).map(lambda data: ({"bytes": data}, ERROR)),
    st.just(({"bytes": PING.encode()}, ERROR)),
    st.integers(0, 1).map(lambda more: ({"bytes": bytes(consumers.MAX_FRAME + more)}, ERROR)),
)
WHOLE, ONE_MORE = padded(PING, consumers.MAX_FRAME), padded(PING, consumers.MAX_FRAME + 1)
#: Few characters, but each of them two bytes on the line.
MANY_BYTES = '{"type":"ping","a":"' + "æ" * (consumers.MAX_FRAME // 2) + '"}'


class Line(ApplicationCommunicator):
    """A socket on a question's page that says anything at all."""

    async def open(self):
        await self.send_input({"type": "websocket.connect"})
        assert await self.receive_output(5) == {"type": "websocket.accept", "subprotocol": None}
        assert await self.hear() == HEARTBEAT

    async def say(self, frame: dict):
        await self.send_input({"type": "websocket.receive", **frame})

    async def hear(self):
        event = await self.receive_output(5)
        assert set(event) == {"type", "text"} and event["type"] == "websocket.send", event
        frame = json.loads(event["text"])
        if frame["type"] == "heartbeat":
            # How many read along is only said once both have come, or while one is on the way out.
            assert frame.pop("here", 2) == 2
        return frame

    async def hang_up(self):
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(5)

    def is_silent(self) -> bool:
        return self.output_queue.empty()


@pytest.fixture
def written(monkeypatch):
    """The statements that write, of every thread."""
    found = []

    def noting(plain):
        def execute(cursor, sql, *args, **kwargs):
            if not str(sql).lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")):
                found.append(sql)
            return plain(cursor, sql, *args, **kwargs)

        return execute

    for name in ("execute", "executemany"):
        monkeypatch.setattr(CursorWrapper, name, noting(getattr(CursorWrapper, name)))
    return found


@pytest.fixture
def scene(register, monkeypatch):  # noqa: F811
    """A question, and how two who read it come to its socket."""
    # None but the heartbeats that are asked for.
    monkeypatch.setattr(pulse, "HEARTBEAT", 3600)
    asker, hostile = make_member("Lone Madsen", "Ringsted"), make_member("Mette Holm", "Odense")
    question = make_question(asker)
    return question, handshake(hostile, question.pk), handshake(asker, question.pk)


def how_much() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(row=st.lists(frames, min_size=1, max_size=8))
@example(row=[({"text": WHOLE}, HEARTBEAT), ({"text": ONE_MORE}, ERROR)])
@example(row=[({"text": MANY_BYTES}, ERROR), ({"text": PING}, HEARTBEAT)])
@example(row=[({"text": '{"type":"ping","a":"\ud800"}'}, HEARTBEAT), ({"text": "\ud800"}, ERROR)])
@example(row=[({"text": "\x00"}, ERROR), ({"text": '{"type":"ping\\u0000"}'}, ERROR)])
@example(row=[({"text": ""}, ERROR), ({"bytes": b""}, ERROR), ({"text": PING}, HEARTBEAT)])
@example(row=[({"text": "[" * 65_536}, ERROR)] * (consumers.MANY_FRAMES + 3))
@example(row=[({"text": PING}, HEARTBEAT)] * (consumers.MANY_FRAMES + 3))
async def test_whatever_is_written_is_answered_and_nothing_else_happens(scene, written, row):
    question, hostile, neighbour = scene
    written.clear()
    attacker, other = (Line(QuestionConsumer.as_asgi(), dict(who)) for who in (hostile, neighbour))
    await attacker.open()
    await other.open()
    for number, (frame, answer) in enumerate(row, start=1):
        await attacker.say(frame)
        if number > consumers.MANY_FRAMES:
            closing = await attacker.receive_output(5)
            assert closing == {"type": "websocket.close", "code": consumers.TOO_MANY_FRAMES}
            break
        assert await attacker.hear() == answer, frame
    assert attacker.is_silent() and other.is_silent()
    # The neighbour still hears, and is still heard.
    news = {"type": "event", "seq": 1, "kind": "quiet", "html": ""}
    await in_thread(streams.push)(group_of(question.pk), news)
    assert await other.hear() == news
    await other.say({"text": PING})
    assert await other.hear() == HEARTBEAT
    assert written == []
    await attacker.hang_up()
    await other.hang_up()


async def test_nothing_is_stored_of_it_and_a_real_answer_still_comes(scene, written):
    """The other side of `written`: what does write is seen there."""
    question, hostile, neighbour = scene
    before = await in_thread(how_much)()
    attacker, other = (Line(QuestionConsumer.as_asgi(), dict(who)) for who in (hostile, neighbour))
    await attacker.open()
    await other.open()
    written.clear()
    for text in (ONE_MORE, '{"type":"relay","event":{"type":"event","seq":1}}', "\ud800\x00"):
        await attacker.say({"text": text})
        assert await attacker.hear() == ERROR
    assert written == [] and await in_thread(how_much)() == before
    await in_thread(make_answer)(question, neighbour["user"], "<p>Her er det</p>")
    for line in (attacker, other):
        event = await line.hear()
        assert (event["type"], event["seq"]) == ("event", 1) and "Her er det" in event["html"]
        await line.hang_up()
    assert any("forum" in sql or "questions_answer" in sql for sql in written)
