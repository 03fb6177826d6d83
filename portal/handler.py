"""HTTP out of the ASGI server: one hop to a thread for each request, and back.

Django's own handler runs every middleware as a coroutine and sends each synchronous step of it (session,
locale, CSRF, log-in, the view itself) to a thread of its own and back: with this portal's seventeen
middlewares that was 10 ms a request before the first line of a view, measured as 92 answers a second
where the same empty view gave 364 in one hop. All our views are synchronous, so nothing is lost.
"""

from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections

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

    async def get_response_async(self, request):
        """The answer to a request, made in one of the threads."""
        answer = sync_to_async(self._answer, thread_sensitive=False, executor=self._threads)
        return await answer(request)

    def _answer(self, request):
        # Django closes connections on signals, which reach another thread than this one.
        close_old_connections()
        try:
            return self.get_response(request)
        finally:
            close_old_connections()
