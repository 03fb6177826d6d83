"""The bell of an open page."""

from portal.live.consumers import LiveConsumer
from portal.live.hub import as_text

from .queries import unread_counts


class BellConsumer(LiveConsumer):
    """Tells the page its unread count: at once, with each heartbeat, and when it changes."""

    @classmethod
    def standings(cls, readers):
        """The bell is the account's own, whoever it belongs to."""
        counts = unread_counts(readers.values())
        return {socket: {"unread": counts[user.pk]} for socket, user in readers.items()}

    def relay(self, event, text):
        # Asked together with everybody else's: news for a thousand people is one question.
        if event.get("type") == "bell":
            self.hub.ask(self).add_done_callback(self.ring)

    def ring(self, answer) -> None:
        """Pass the new count on, or leave."""
        if self.stays(answer):
            self.say(as_text({"type": "bell", **answer.result()}))
