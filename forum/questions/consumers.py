"""An open page of a question."""

from members.people.rules import read_anew
from portal.live.consumers import LiveConsumer

from .broadcast import group_of
from .queries import questions_for


class QuestionConsumer(LiveConsumer):
    """Relays a question's events, and says with each heartbeat how many there have been, so that a page
    sees for itself when it has missed one."""

    seq: int | None = None

    @property
    def question_id(self) -> int:
        return self.scope["url_route"]["kwargs"]["question_id"]

    def account(self, key):
        return read_anew(key)

    def may_stay(self) -> bool:
        mine = questions_for(self.user).filter(pk=self.question_id)
        self.seq = mine.values_list("seq", flat=True).first()
        return self.seq is not None

    def groups_for(self) -> list[str]:
        return [group_of(self.question_id)]

    def heartbeat(self) -> dict:
        return {"seq": self.seq}

    async def relay(self, message):
        # The person's own news (the bell) has a socket of its own.
        if message["event"].get("type") == "event":
            await self.send_json(message["event"])
