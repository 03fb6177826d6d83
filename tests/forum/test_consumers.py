"""The socket of a question's page."""

import asyncio
import json

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from forum.questions import flows
from forum.questions.broadcast import group_of
from forum.questions.consumers import QuestionConsumer
from members.people.enums import Role
from members.people.flows.membership import end_membership
from portal.live.streams import say_presence
from tests.factories.forum import make_answer, make_question
from tests.factories.people import (
    make_former,
    make_group,
    make_member,
    make_secretariat,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def register(transactional_db):
    """A test with real transactions empties the tables; what migrations loaded must be there now."""
    from members.municipalities import register
    from members.municipalities.models import Municipality, Region, RegionalBelonging

    register.load(
        municipality_model=Municipality, region_model=Region, belonging_model=RegionalBelonging
    )


def session_of(user):
    """A log-in's own session: the socket asks whether it still holds."""
    if not user.is_authenticated:
        return None
    client = Client()
    client.force_login(user)
    return client.session


class Line(ApplicationCommunicator):
    """One socket, without the server that Channels' own test class brings along."""

    async def open(self):
        await self.send_input({"type": "websocket.connect"})
        assert (await self.receive_output())["type"] == "websocket.accept"

    async def hear(self, timeout=5):
        frame = await self.receive_output(timeout)
        assert frame["type"] == "websocket.send", frame
        return json.loads(frame["text"])

    async def say(self, frame):
        await self.send_input({"type": "websocket.receive", "text": json.dumps(frame)})

    async def closed_with(self, timeout=5):
        frame = await self.receive_output(timeout)
        assert frame["type"] == "websocket.close", frame
        return frame["code"]

    async def hang_up(self):
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait()


def handshake(user, question_id):
    return {
        "type": "websocket",
        "path": f"/ws/spoerg/{question_id}/",
        "headers": [],
        "user": user,
        "session": session_of(user),
        "url_route": {"kwargs": {"question_id": question_id}},
    }


async def dial(user, question_id):
    """An opened line; made in the running loop, as it keeps a queue of it."""
    line = Line(QuestionConsumer.as_asgi(), await in_thread(handshake)(user, question_id))
    await line.open()
    return line


in_thread = database_sync_to_async


@in_thread
def scene():
    asker, reader = make_member("Lone Madsen", "Ringsted"), make_member("Mette Holm", "Odense")
    return make_question(asker), asker, reader


async def test_a_member_gets_the_answer_that_comes():
    question, asker, reader = await scene()
    socket = await dial(reader, question.pk)
    assert await socket.hear() == {"type": "heartbeat", "seq": 0}
    answer = await in_thread(make_answer)(question, asker, "<p>Her er det</p>", anonymous=True)
    event = await socket.hear()
    assert (event["type"], event["seq"], event["kind"]) == ("event", 1, "answer")
    assert f'id="svar-{answer.pk}"' in event["html"] and "Her er det" in event["html"]
    assert set(event) == {"type", "seq", "kind", "html"}
    await socket.say({"type": "ping"})
    assert await socket.hear() == {"type": "heartbeat", "seq": 1}
    await socket.hang_up()


async def test_other_questions_and_the_bell_are_not_heard():
    question, asker, reader = await scene()
    other = await in_thread(make_question)(reader, "Noget andet")
    socket = await dial(reader, question.pk)
    await socket.hear()
    # The reader follows their own question, so that this rings their bell, too.
    await in_thread(make_answer)(other, asker)
    assert await socket.receive_nothing(timeout=0.5)
    await socket.hang_up()


@pytest.mark.parametrize("outsider", ["stranger", "applicant", "former"])
async def test_outsiders_are_closed_out(outsider):
    question, *_ = await scene()
    make = {"stranger": AnonymousUser, "applicant": make_user, "former": make_former}[outsider]
    socket = await dial(await in_thread(make)(), question.pk)
    assert await socket.closed_with() == 4403


async def test_a_question_that_is_not_there_is_closed():
    *_, reader = await scene()
    socket = await dial(reader, 4711)
    assert await socket.closed_with() == 4403


async def test_who_leaves_the_network_leaves_the_page():
    question, _, reader = await scene()
    socket = await dial(reader, question.pk)
    await socket.hear()
    await in_thread(end_membership)(person=reader, by=None)
    assert await socket.closed_with() == 4403


async def test_who_may_not_read_it_any_more_leaves_at_once_and_others_catch_up():
    """Sooner than by the next heartbeat, and without having been told where the question went."""
    question, _asker, reader = await scene()

    def prepare():
        group = make_group("Sjælland", "Ringsted", "Faxe")
        return group, make_member("Finn Faxe", "Faxe"), make_secretariat(Role.HOTLINE_JURIST)

    group, insider, keeper = await in_thread(prepare)()
    outside, inside = await dial(reader, question.pk), await dial(insider, question.pk)
    await outside.hear()
    await inside.hear()
    await in_thread(flows.move)(question=question, audience=group, reason="Kun jer.", by=keeper)
    assert await outside.closed_with(timeout=2) == 4403
    assert await inside.hear(timeout=6) == {"type": "heartbeat", "seq": 1}
    await inside.hang_up()


async def test_what_is_rolled_back_is_never_pushed():
    from django.db import transaction

    question, asker, reader = await scene()
    socket = await dial(reader, question.pk)
    await socket.hear()

    def break_off():
        with transaction.atomic():
            make_answer(question, asker)
            transaction.set_rollback(True)

    await in_thread(break_off)()
    assert await socket.receive_nothing(timeout=0.5)
    assert not await in_thread(question.events.exists)()
    await socket.hang_up()


def test_each_question_has_its_own_group():
    assert group_of(1) != group_of(11)


async def test_two_who_read_hear_of_each_other_as_a_number():
    question, asker, reader = await scene()
    first = await dial(reader, question.pk)
    assert await first.hear() == {"type": "heartbeat", "seq": 0}
    second = await dial(asker, question.pk)
    assert await second.hear() == {"type": "heartbeat", "seq": 0, "here": 2}
    again = await dial(reader, question.pk)
    assert await again.hear() == {"type": "heartbeat", "seq": 0, "here": 2}
    await first.say({"type": "ping"})
    assert await first.hear() == {"type": "heartbeat", "seq": 0, "here": 2}
    await second.hang_up()
    await first.say({"type": "ping"})
    assert await first.hear() == {"type": "heartbeat", "seq": 0}


async def test_another_processes_readers_count_along():
    question, _asker, reader = await scene()
    line = await dial(reader, question.pk)
    assert await line.hear() == {"type": "heartbeat", "seq": 0}
    await say_presence(group_of(question.pk), "another process", 2)
    for _ in range(50):
        await line.say({"type": "ping"})
        if "here" in (beat := await line.hear()):
            break
        await asyncio.sleep(0.02)
    assert beat == {"type": "heartbeat", "seq": 0, "here": 3}
