"""HTTP requests are answered whole in one of a few threads that stay."""

import asyncio
import threading

import pytest
from asgiref.testing import ApplicationCommunicator
from django.http import HttpResponse

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


def test_it_answers_http_only():
    with pytest.raises(ValueError, match="websocket"):
        asyncio.run(OneHopHandler()({"type": "websocket"}, None, None))
