"""HTTP requests are answered whole in one of a few threads that stay."""

import asyncio
import threading
from contextvars import ContextVar

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.signals import request_finished, request_started
from django.http import HttpResponse, StreamingHttpResponse

from portal.handler import THREADS, OneHopHandler

# Django looks after the connections that earlier tests have left in its threads.
pytestmark = pytest.mark.django_db


async def ask(handler):
    """The answer to `GET /healthz`: status, headers and body."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/healthz",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    line = ApplicationCommunicator(handler, scope)
    await line.send_input({"type": "http.request", "body": b""})
    start = await line.receive_output(timeout=10)
    body = await line.receive_output(timeout=10)
    await line.wait()
    return start["status"], dict(start["headers"]), body["body"].decode()


def test_the_whole_chain_answers():
    status, headers, _ = asyncio.run(ask(OneHopHandler()))
    assert status == 200
    assert b"X-Request-ID" in headers and b"Content-Security-Policy" in headers


def test_a_request_that_waits_does_not_hold_up_the_others():
    together = threading.Barrier(THREADS)

    class Waiting(OneHopHandler):
        def get_response(self, request):
            together.wait(timeout=5)  # breaks unless all of them are here at once
            return HttpResponse(threading.current_thread().name)

    async def all_at_once():
        handler = Waiting()
        first = await asyncio.gather(*(ask(handler) for _ in range(THREADS)))
        return first, await asyncio.gather(*(ask(handler) for _ in range(THREADS)))

    first, second = asyncio.run(all_at_once())
    names = {body for _, _, body in first}
    assert len(names) == THREADS
    assert {body for _, _, body in second} == names  # the threads stay, and so what they hold


def test_what_a_request_opens_is_closed_in_its_own_thread():
    heard = []

    def hear(signal, **_):
        heard.append((signal, threading.current_thread().name))

    signals = (request_started, request_finished)
    for each in signals:
        each.connect(hear)
    try:
        asyncio.run(ask(OneHopHandler()))
    finally:
        for each in signals:
            each.disconnect(hear)
    assert [signal for signal, _ in heard] == list(signals)
    assert {name for _, name in heard} == {"http_0"}


def test_a_request_sees_nothing_of_what_was_around_another():
    around, seen = ContextVar("around", default="nothing"), []

    class Seeing(OneHopHandler):
        def get_response(self, request):
            seen.append(around.get())
            around.set("a request")
            return HttpResponse()

    async def one_after_the_other():
        async def receive():
            return {"type": "http.request", "body": b""}

        async def send(message):
            pass

        handler, scope = Seeing(), {"type": "http", "method": "GET", "path": "/", "headers": []}
        around.set("the server")
        for _ in range(THREADS + 1):
            await handler({**scope, "query_string": b""}, receive, send)
        return around.get()

    assert asyncio.run(one_after_the_other()) == "the server"
    assert seen == ["nothing"] * (THREADS + 1)


class Download(OneHopHandler):
    """A long file, sent piece by piece."""

    def get_response(self, request):
        async def pieces():
            for _ in range(1000):
                yield b"piece"

        self.response = StreamingHttpResponse(pieces())
        return self.response


@pytest.mark.parametrize(("stays", "least", "most"), [(True, 1000, 1000), (False, 1, 900)])
def test_a_file_is_sent_for_as_long_as_somebody_takes_it(stays, least, most):
    async def take(handler):
        taken, has_some = [], asyncio.Event()
        asked = [{"type": "http.request", "body": b""}]

        async def receive():
            if asked:
                return asked.pop()
            await (asyncio.Event() if stays else has_some).wait()
            return {"type": "http.disconnect"}

        async def send(message):
            if piece := message.get("body"):
                taken.append(piece)
                has_some.set()
                await asyncio.sleep(0)

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
        await asyncio.wait_for(handler(scope, receive, send), timeout=20)
        return len(taken)

    handler = Download()
    assert least <= asyncio.run(take(handler)) <= most
    assert handler.response.closed


def test_it_answers_http_only():
    with pytest.raises(ValueError, match="websocket"):
        asyncio.run(OneHopHandler()({"type": "websocket"}, None, None))
