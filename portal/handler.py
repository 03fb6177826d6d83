"""HTTP out of the ASGI server: one hop to a thread for each request, and back.

Django's own handler runs every middleware as a coroutine and sends each synchronous step of it (session,
locale, CSRF, log-in, the view itself) to a thread of its own and back: with this portal's seventeen
middlewares that was 10 ms a request before the first line of a view, measured as 92 answers a second
where the same empty view gave 364 in one hop. All our views are synchronous, so nothing is lost.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import Context

from asgiref.sync import sync_to_async
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import FileResponse
from django.urls import set_script_prefix

#: Python runs one of them at a time; the others wait for the database, a file or a lock meanwhile. More of
#: them take the lock from each other (docs/adr/0010).
THREADS = 3


class OneHopHandler(ASGIHandler):
    """Django's handler with the middleware chain and the view in one synchronous piece.

    The threads live as long as the process, so an SQLite connection stays open between requests; a
    PostgreSQL one goes back to its pool after each (`CONN_MAX_AGE` decides, as everywhere in Django).
    """

    def __init__(self):
        super().__init__()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="http")

    def load_middleware(self, is_async=False):
        """Whatever Django asks for, the chain is the synchronous one."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope, receive, send):
        # Without Django's ThreadSensitiveContext: it makes a new thread, and so a new database
        # connection, for each request.
        if scope["type"] != "http":
            raise ValueError(f"This handler answers HTTP, not {scope['type']}.")
        await self.handle(scope, receive, send)

    async def handle(self, scope, receive, send):
        """Read a request, have it answered in one of the threads, and send the answer. Django's own goes to
        a thread three times: for what hears that a request begins, for the answer, and for what hears that it
        is over."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with closing(body):
            # Each in a context of its own: nothing of it is of use outside, and asgiref would carry it all
            # there and back, one variable after the other.
            in_thread = sync_to_async(
                self._answer, thread_sensitive=False, executor=self._threads, context=Context()
            )
            response = await in_thread(scope, body)
            if response.streaming:
                await self._stream(response, receive, send)
            else:
                await self.send_response(response, send)

    async def _stream(self, response, receive, send):
        """Send a file piece by piece, for as long as somebody takes it."""
        try:
            async with asyncio.TaskGroup() as both:
                gone = both.create_task(self.listen_for_disconnect(receive))
                await self.send_response(response, send)
                gone.cancel()
        except* RequestAborted:
            pass
        finally:
            await sync_to_async(response.close)()

    def _answer(self, scope, body):
        """All of a request that is done in a thread. What is not sent piece by piece is over with it."""
        # Django closes connections on signals: they are sent here, for a connection belongs to its thread.
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        try:
            request, response = self.create_request(scope, body)
            if request is not None:
                response = self.get_response(request)
                response._handler_class = self.__class__
                if isinstance(response, FileResponse):
                    response.block_size = self.chunk_size
            if not response.streaming:
                response.close()
            return response
        finally:
            close_old_connections()
