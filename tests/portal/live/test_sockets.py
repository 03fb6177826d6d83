"""The bell's socket: who may hold it, what hostile pages get, and when it closes."""

import json

import pytest
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddleware
from channels.routing import URLRouter
from channels.security.websocket import OriginValidator
from channels.sessions import SessionMiddlewareStack
from django.conf import settings
from django.test import Client
from django.urls import path, reverse

from members.people.flows import membership
from members.people.models import User
from portal.live import consumers, pulse, streams
from portal.notices.consumers import BellConsumer
from portal.notices.flows import mark_read, tell
from tests.factories.people import PASSWORD, make_member
from tests.factories.sockets import Line

pytestmark = pytest.mark.django_db(transaction=True)
application = OriginValidator(
    SessionMiddlewareStack(AuthMiddleware(URLRouter([path("ws/live/", BellConsumer.as_asgi())]))),
    [settings.BASE_URL],
)


@pytest.fixture(autouse=True)
def _quick_heart(monkeypatch):
    monkeypatch.setattr(pulse, "HEARTBEAT", 0.3)


@pytest.fixture
def register(transactional_db):
    """TransactionTestCase empties the tables afterwards; what migrations loaded must be there now."""
    from members.municipalities import register
    from members.municipalities.models import Municipality, Region, RegionalBelonging

    register.load(
        municipality_model=Municipality, region_model=Region, belonging_model=RegionalBelonging
    )


def logged_in(name="Mette Holm"):
    user = make_member(name)
    client = Client()
    client.force_login(user)
    return user, client


def dial(client=None, origin=settings.BASE_URL):
    headers = [(b"origin", origin.encode())]
    if client is not None:
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
        headers.append((b"cookie", cookie.encode()))
    return Line(application, "/ws/live/", headers=headers)


async def hear(line, kind, within=15):
    """The next frame of a kind; heartbeats in between are let pass."""
    for _ in range(40):
        frame = json.loads(await line.hear(within))
        if frame["type"] == kind:
            return frame
    raise AssertionError(kind)


async def closed_with(line, within=15):
    """The code with which the server closes, whatever it still said before."""
    for _ in range(60):
        event = await line.receive_output(timeout=within)
        if event["type"] == "websocket.close":
            return event["code"]
    raise AssertionError("still open")


@sync_to_async
def do(function, *args, **kwargs):
    return function(*args, **kwargs)


async def test_a_stranger_is_refused_with_a_code_the_page_understands(register):
    line = dial()
    assert await line.connect()
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_another_origin_is_not_let_in(register):
    _, client = await do(logged_in)
    for origin in ("https://evil.example", "http://localhost:1", "null"):
        assert not await dial(client, origin).connect(), origin


async def test_the_bell_says_its_count_at_once_and_when_it_changes(register):
    user, client = await do(logged_in)
    line = dial(client)
    assert await line.connect()
    assert (await hear(line, "heartbeat"))["unread"] == 0
    await do(tell, [user], kind="answer", title="Nyt svar", url="/", by=None)
    assert (await hear(line, "bell"))["unread"] == 1
    await do(mark_read, by=user)
    assert (await hear(line, "bell"))["unread"] == 0
    await line.hang_up()


async def test_nobody_hears_another_ones_bell(register):
    _, client = await do(logged_in)
    other = await do(make_member, "Bo Lund", "Faxe")
    line = dial(client)
    await line.connect()
    await do(tell, [other], kind="answer", title="Nyt svar", url="/", by=None)
    for _ in range(3):
        assert json.loads(await line.hear()) == {"type": "heartbeat", "unread": 0}
    await line.hang_up()


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "no json",
        "[]",
        "null",
        "1",
        '"ping"',
        '{"type": "relay", "event": {}}',
        '{"type": "revoked"}',
        '{"type": ["ping"]}',
        '{"type": null}',
        '{"type": "ping"',
        "[" * 60_000,
        '{"a":' * 12_000,
        "1" * 60_000,
        "x" * (consumers.MAX_FRAME + 1),
        "\x00\ud7ff",
    ],
)
async def test_a_hostile_frame_gets_an_answer_and_the_line_holds(register, frame):
    _, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await line.say(text=frame)
    assert await hear(line, "error") == {"type": "error", "code": "frame"}
    await line.say(text='{"type": "ping"}')
    assert "unread" in await hear(line, "heartbeat")
    await line.hang_up()


async def test_bytes_are_no_frame_of_ours(register):
    _, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await line.say(data=b"\x00\xff")
    assert await hear(line, "error") == {"type": "error", "code": "frame"}
    await line.hang_up()


async def test_a_flood_closes_the_line(register, monkeypatch):
    monkeypatch.setattr(pulse, "HEARTBEAT", 60)
    _, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    for _ in range(consumers.MANY_FRAMES + 1):
        await line.say(text='{"type": "ping"}')
    assert await closed_with(line) == consumers.TOO_MANY_FRAMES


async def test_logging_out_closes_the_line(register):
    _, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await do(client.logout)
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_a_new_password_closes_the_lines_of_the_old(register):
    user, client = await do(logged_in)
    line = dial(client)
    await line.connect()

    def new_password():
        fresh = User.objects.get(pk=user.pk)
        fresh.set_password("en-helt-anden-47")
        fresh.save()

    await do(new_password)
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_a_session_that_ran_out_closes_the_line(register):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    _, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await do(Session.objects.update, expire_date=timezone.now())
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_a_closed_account_loses_the_line(register):
    user, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await do(User.objects.filter(pk=user.pk).update, is_active=False)
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_revocation_does_not_wait_for_the_heartbeat(register, monkeypatch):
    monkeypatch.setattr(pulse, "HEARTBEAT", 60)
    user, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await do(User.objects.filter(pk=user.pk).update, is_active=False)
    await do(streams.close_all, user.pk)
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_the_bell_outlives_the_membership_but_not_the_session(register):
    user, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await do(membership.end_membership, person=user, by=None)
    assert "unread" in await hear(line, "heartbeat")
    assert "unread" in await hear(line, "heartbeat")
    await do(client.logout)
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_leaving_ends_the_session_and_with_it_the_line(register, monkeypatch):
    monkeypatch.setattr(pulse, "HEARTBEAT", 60)

    def through_the_door():
        user, browser = make_member(), Client()
        browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        return user, browser

    user, browser = await do(through_the_door)
    line = dial(browser)
    assert await line.connect()
    await do(membership.end_membership, person=user, by=None)
    assert await closed_with(line) == consumers.NOT_ALLOWED


async def test_a_heart_that_cannot_ask_closes_rather_than_stays(register, monkeypatch):
    _, client = await do(logged_in)
    line = dial(client)
    await line.connect()
    await hear(line, "heartbeat")

    def broken(kind, sockets):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(pulse, "standings", broken)
    assert await closed_with(line) == consumers.BROKEN


async def test_a_consumer_that_says_nothing_lets_nobody_stay(register):
    _, client = await do(logged_in)
    closed = SessionMiddlewareStack(AuthMiddleware(consumers.LiveConsumer.as_asgi()))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    line = Line(closed, "/", headers=[(b"cookie", cookie.encode())])
    await line.connect()
    assert await closed_with(line) == consumers.NOT_ALLOWED


def test_a_layer_that_is_away_stops_nothing(register, monkeypatch):
    class Away:
        async def group_send(self, group, message):
            raise ConnectionError

    monkeypatch.setattr(streams, "get_channel_layer", Away)
    user = make_member()
    tell([user], kind="answer", title="Nyt svar", url="/", by=None)
    assert user.notices.count() == 1
