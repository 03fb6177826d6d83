"""An open page of a question."""

from portal.live.consumers import LiveConsumer

from .broadcast import group_of
from .models import Question
from .queries import questions_for


class QuestionConsumer(LiveConsumer):
    """Relays a question's events, and says with each heartbeat how many there have been, so that a page
    sees for itself when it has missed one."""

    @property
    def question_id(self) -> int:
        return self.scope["url_route"]["kwargs"]["question_id"]

    def may_stay(self) -> bool:
        return questions_for(self.user).filter(pk=self.question_id).exists()

    def groups_for(self) -> list[str]:
        return [group_of(self.question_id)]

    def heartbeat(self) -> dict:
        seq = Question.objects.filter(pk=self.question_id).values_list("seq", flat=True).first()
        return {"seq": seq or 0}

    async def relay(self, message):
        # The person's own news (the bell) has a socket of its own.
        if message["event"].get("type") == "event":
            await self.send_json(message["event"])
