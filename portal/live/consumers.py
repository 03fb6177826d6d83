"""What every live page's socket does: join after a rule, relay, and leave when the right to be there
is gone. A consumer never writes."""

import asyncio
import contextlib
import json

import structlog
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils.crypto import constant_time_compare

from .streams import person_group

log = structlog.get_logger("portal.live")

#: Seconds between heartbeats; each one also asks anew whether the reader may still be here.
HEARTBEAT = 4
MAX_FRAME = 64 * 1024
#: More frames than this between two heartbeats is no page of ours.
MANY_FRAMES = 20
#: Close codes: after the first the page stays away, after the others it comes back a little later.
NOT_ALLOWED = 4403
TOO_MANY_FRAMES = 4429
BROKEN = 1011


class LiveConsumer(AsyncWebsocketConsumer):
    """Subclasses say which groups to join (`groups_for`), may relay (`relay`), and what a heartbeat
    carries (`heartbeat`). `may_stay` is asked at the handshake and before each heartbeat, in the same
    breath: a thousand open pages ask every few seconds, so each asks in few queries."""

    user = None

    def account(self, key):
        """Runs in a thread; the account as it is stored now, or None when it is gone or closed."""
        return get_user_model().objects.filter(pk=key, is_active=True).first()

    def may_stay(self) -> bool:
        """Runs in a thread; `self.user` is freshly read. Deny by default."""
        return False

    def groups_for(self) -> list[str]:
        """Runs in a thread; the groups of the layer to join besides the person's own."""
        return []

    def heartbeat(self) -> dict:
        """Runs in a thread, after `may_stay`; what the page can check itself against."""
        return {}

    async def connect(self):
        self.joined, self.pulse, self.heard = [], None, 0
        if await self._in_thread(self._read_and_ask) is None:
            # Accept first: a refused handshake tells the page nothing, a close code does.
            await self.accept()
            await self.close(code=NOT_ALLOWED)
            return
        self.joined = [person_group(self.user.pk), *await self._in_thread(self.groups_for)]
        for group in self.joined:
            await self.channel_layer.group_add(group, self.channel_name)
        await self.accept()
        if await self.beat():
            self.pulse = asyncio.create_task(self._keep_beating())

    async def beat(self) -> bool:
        """Ask anew and say how things stand, or close; returns whether the line is still open."""
        state = await self._in_thread(self._read_and_ask)
        if state is None:
            await self.close(code=NOT_ALLOWED)
            return False
        await self.send_json({"type": "heartbeat", **state})
        return True

    async def disconnect(self, code):
        if self.pulse:
            self.pulse.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.pulse
        for group in self.joined:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data=None, bytes_data=None):
        """Pages say no more than "ping" here: whatever else comes gets an answer, never a traceback."""
        self.heard += 1
        if self.heard > MANY_FRAMES:
            await self.close(code=TOO_MANY_FRAMES)
            return
        if bytes_data is not None or len(text_data or "") > MAX_FRAME:
            await self.send_json({"type": "error", "code": "frame"})
            return
        try:
            message = json.loads(text_data)
        except (ValueError, RecursionError):  # the latter from ten thousand opening brackets
            message = None
        if not isinstance(message, dict) or message.get("type") != "ping":
            await self.send_json({"type": "error", "code": "frame"})
            return
        await self.beat()

    async def relay(self, message):
        """From the layer: hand the event on as it is."""
        await self.send_json(message["event"])

    async def revoked(self, message):
        """From the layer: a right was taken away. Ask anew, and leave if it was this one."""
        if await self._in_thread(self._read_and_ask) is None:
            await self.close(code=NOT_ALLOWED)

    async def send_json(self, event: dict):
        await self.send(text_data=json.dumps(event, ensure_ascii=False))

    async def _keep_beating(self):
        try:
            while True:
                await asyncio.sleep(HEARTBEAT)
                self.heard = 0
                if not await self.beat():
                    return
        except Exception as error:  # a socket whose right cannot be asked about must not stay open
            log.warning("heartbeat_failed", kind=type(error).__name__)
            with contextlib.suppress(Exception):
                await self.close(code=BROKEN)

    def _read_and_ask(self) -> dict | None:
        """Read the account and the session anew and ask the rule; what the heartbeat carries, or None
        when the reader may not be here."""
        key, session = self.scope["user"].pk, self.scope.get("session")
        if key is None or session is None or not session.session_key:
            return None
        self.user = self.account(key)
        if self.user is None or not self._session_is_theirs(session) or not self.may_stay():
            return None
        return self.heartbeat()

    def _session_is_theirs(self, session) -> bool:
        """The session as it is stored now: not logged out, not run out, and opened with the password
        that still holds (a new one closes the sessions of the old)."""
        user = self.user
        assert user is not None, "asked only once the account has been read"
        stored = session.__class__(session.session_key).load()
        return (
            stored.get(SESSION_KEY) == str(user.pk)
            and bool(stored.get(BACKEND_SESSION_KEY))
            and constant_time_compare(
                stored.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
            )
        )

    @staticmethod
    async def _in_thread(function):
        # Not thread-sensitive: one slow query must not hold up every other socket's.
        return await database_sync_to_async(function, thread_sensitive=False)()
