"""The bell of an open page."""

from portal.live.consumers import LiveConsumer

from .queries import unread_count


class BellConsumer(LiveConsumer):
    """Tells the page its unread count: at once, with each heartbeat, and when it changes."""

    def may_stay(self) -> bool:
        """The bell is the account's own, whoever it belongs to."""
        return True

    def heartbeat(self) -> dict:
        return {"unread": unread_count(self.user)}

    async def relay(self, message):
        if message["event"].get("type") == "bell":
            await self.send_json({"type": "bell", **await self._in_thread(self.heartbeat)})
