"""What every live page's socket does: join after a rule, relay, and leave when the right to be there
is gone. A consumer never writes."""

import asyncio
import json
from collections.abc import Collection
from typing import Any

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user_model

from .hub import as_text, the_hub
from .outbox import Outbox
from .streams import person_group

#: Bytes, as they come over the line.
MAX_FRAME = 64 * 1024
#: More frames than this between two heartbeats is no page of ours.
MANY_FRAMES = 20
#: Close codes: after the first the page stays away, after the others it comes back a little later, and
#: asks by number instead when that fails, too.
NOT_ALLOWED = 4403
TOO_FAR_BEHIND = 4408
TOO_MANY_FRAMES = 4429
TOO_MANY_SOCKETS = 4430
BROKEN = 1011
#: Seconds that a client has to take the close frame; then the line is cut.
GRACE = 5


class LiveConsumer(AsyncWebsocketConsumer):
    """Subclasses say who may be here (`standings`), which groups to hear besides the person's own
    (`groups_heard`), and may look at each event first (`relay`).

    `standings` is asked at the handshake, with each heartbeat and when a right was taken away, for all
    sockets of the process in one go: its queries must not grow with their number.
    """

    #: No channel of its own: the hub listens to the layer for all.
    channel_layer_alias = ""
    #: What `rights` has found to hold, so that it need not be worked out again while nothing is changed.
    proven: tuple | None = None

    @classmethod
    def accounts(cls, keys: Collection[int]) -> dict[int, Any]:
        """Runs in a thread; those accounts that are still there and not closed, as stored now."""
        return get_user_model().objects.filter(is_active=True).in_bulk(keys)

    @classmethod
    def standings(cls, readers: dict["LiveConsumer", Any]) -> dict["LiveConsumer", dict]:
        """Runs in a thread; what the heartbeat of each socket carries, given its account, freshly read.
        Sockets that are left out are closed. Deny by default."""
        return {}

    def groups_heard(self) -> list[str]:
        return []

    @property
    def counted_on(self) -> str:
        """The group on which the person counts as present; empty for pages that nobody counts."""
        return ""

    def relay(self, event: dict, text: str) -> None:
        """An event of one of the groups, and the same as text: hand it on as it is."""
        self.say(text)

    @property
    def person(self) -> Any:
        """The key of the handshake's account; None for a stranger."""
        return self.scope["user"].pk

    @property
    def session_key(self) -> Any:
        session = self.scope.get("session")
        return session.session_key if session is not None else None

    # --- the line -------------------------------------------------------------------------------------
    async def __call__(self, scope, receive, send):
        self.hub, self.outbox, self.heard = the_hub(), Outbox(send), 0
        self._listening, self._left = None, False
        try:
            await super().__call__(scope, lambda: self._next(receive), send)
            if self._left:
                await self.outbox.emptied(GRACE)
        finally:
            self.hub.leave(self)
            self.outbox.drop()

    async def _next(self, receive) -> dict:
        """What comes over the line. Once we have left we stop listening: the server sends no close frame
        while somebody still does."""
        if not self._left:
            self._listening = asyncio.ensure_future(receive())
            try:
                return await self._listening
            except asyncio.CancelledError:
                if not self._left:  # the server's own
                    raise
            finally:
                self._listening.cancel()
        raise StopConsumer

    async def dispatch(self, message):
        """Channels' own goes to a thread and back with every frame, to look after database connections.
        Here, only the pulse has any."""
        await getattr(self, message["type"].replace(".", "_"))(message)

    async def connect(self):
        # Accept first: a refused handshake tells the page nothing, a close code does.
        await self.accept()
        if not await self._is_let_in():
            return
        if not self.hub.has_room_for(self.person):
            self.leave(TOO_MANY_SOCKETS)
            return
        await self.hub.join(self, [person_group(self.person), *self.groups_heard()])
        # Again: what changed while joining reached nobody here.
        await asyncio.wait([self._ask_and_tell()])

    async def receive(self, text_data=None, bytes_data=None):
        """Pages say no more than "ping" here: whatever else comes gets an answer, never a traceback."""
        self.heard += 1
        if self.heard > MANY_FRAMES:
            self.leave(TOO_MANY_FRAMES)
        elif _is_ping(text_data):
            self._ask_and_tell()
        else:
            self.say(as_text({"type": "error", "code": "frame"}))

    def say(self, text: str) -> None:
        """Write a frame; nobody waits for a client that is slow to take it."""
        if not self.outbox.put(text):
            self.leave(TOO_FAR_BEHIND)

    def leave(self, code: int) -> None:
        """Close the line, and cut it when the client does not take the close frame."""
        self.hub.leave(self)
        self.outbox.close(code)
        self._left = True
        if self._listening is not None:
            self._listening.cancel()

    # --- the right to be here -------------------------------------------------------------------------
    def stays(self, answer: asyncio.Future) -> bool:
        """Whether the answer of the pulse lets the line stay open; it is closed if not."""
        if answer.exception() is not None:
            self.leave(BROKEN)
        elif answer.result() is None:
            self.leave(NOT_ALLOWED)
        else:
            return True
        return False

    def told(self, answer: asyncio.Future) -> None:
        """Pass the answer of the pulse on as a heartbeat, or leave."""
        if self.stays(answer):
            self.say(as_text({"type": "heartbeat", **self.heartbeat(answer.result())}))

    def heartbeat(self, standing: dict) -> dict:
        """What of the socket's standing its page is told."""
        return standing

    async def _is_let_in(self) -> bool:
        answer = self.hub.ask(self)
        await asyncio.wait([answer])
        return self.stays(answer)

    def _ask_and_tell(self) -> asyncio.Future:
        answer = self.hub.ask(self)
        answer.add_done_callback(self.told)
        return answer


def _is_ping(text: str | None) -> bool:
    # The characters first: a frame of megabytes is not even written out to be measured.
    if text is None or len(text) > MAX_FRAME or len(text.encode(errors="replace")) > MAX_FRAME:
        return False
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):  # the latter from ten thousand opening brackets
        return False
    return isinstance(message, dict) and message.get("type") == "ping"
