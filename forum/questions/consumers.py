"""An open page of a question."""

from members.groups.queries import groups_of
from members.people.rules import read_anew
from portal.live.consumers import LiveConsumer

from .broadcast import group_of
from .models import Question
from .rules import may_view


class QuestionConsumer(LiveConsumer):
    """Relays a question's events, and says with each heartbeat how many there have been, so that a page
    sees for itself when it has missed one."""

    @property
    def question_id(self) -> int:
        return self.scope["url_route"]["kwargs"]["question_id"]

    @classmethod
    def accounts(cls, keys):
        return read_anew(keys)

    @classmethod
    def standings(cls, readers):
        """Those who may read the question of their page, and its latest number."""
        watched = {socket.question_id for socket in readers}
        questions = Question.objects.defer("body").in_bulk(watched)
        # Asked for only where it matters: most questions are for all.
        narrow = any(question.audience_id for question in questions.values())
        groups = groups_of({user.pk for user in readers.values()}) if narrow else {}
        return {
            socket: {"seq": questions[socket.question_id].seq}
            for socket, user in readers.items()
            if socket.question_id in questions
            and may_view(user, questions[socket.question_id], groups.get(user.pk, ()))
        }

    def groups_heard(self):
        return [group_of(self.question_id)]

    def relay(self, event, text):
        # The person's own news (the bell) has a socket of its own.
        if event.get("type") == "event":
            self.say(text)
