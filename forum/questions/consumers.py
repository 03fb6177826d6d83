"""Open pages of the forum: a question, and the list."""

from members.groups.queries import groups_of
from members.people.rules import read_anew
from portal.live.consumers import LiveConsumer

from .broadcast import group_of, list_groups
from .models import Question
from .rules import may_enter, may_moderate, may_view
from .stamps import number_of, stamps_of


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

    @property
    def counted_on(self):
        return group_of(self.question_id)

    def heartbeat(self, standing):
        """With how many people read along, where somebody else does."""
        there = self.hub.presence.on(self.counted_on)
        return {**standing, "here": there} if there > 1 else standing

    def relay(self, event, text):
        # The person's own news (the bell) has a socket of its own.
        if event.get("type") == "event":
            self.say(text)


class QuestionListConsumer(LiveConsumer):
    """Relays what is asked and what happens to questions, to those who may read them, and says with each
    heartbeat how far they have come."""

    #: Close code: the reader reads other audiences now, and the page comes back to hear them.
    OTHER_AUDIENCES = 4409
    #: The groups (numbers) whose questions the reader may read; None for all of them.
    audiences: frozenset[int] | None = frozenset()

    @classmethod
    def accounts(cls, keys):
        return read_anew(keys)

    @classmethod
    def standings(cls, readers):
        """Members, with one number for all questions that they may read."""
        stamps = stamps_of(Question.objects.all())
        groups = groups_of({user.pk for user in readers.values()})
        found = {}
        for socket, user in readers.items():
            if not may_enter(user):
                continue
            audiences = None if may_moderate(user) else frozenset(groups.get(user.pk, ()))
            read = {
                audience: stamp
                for audience, stamp in stamps.items()
                if audience is None or audiences is None or audience in audiences
            }
            found[socket] = {"stamp": number_of(read), "audiences": audiences}
        return found

    def stays(self, answer):
        if not super().stays(answer):
            return False
        audiences = answer.result()["audiences"]
        if self.hub.has(self) and audiences != self.audiences:
            self.leave(self.OTHER_AUDIENCES)
            return False
        self.audiences = audiences
        return True

    def heartbeat(self, standing):
        return {"stamp": standing["stamp"]}

    def groups_heard(self):
        if self.audiences is None:
            return [*list_groups(None), "questions.groups"]
        return [*list_groups(None), *(list_groups(each)[0] for each in sorted(self.audiences))]

    def relay(self, event, text):
        # The same rule as `may_view`, as the last heartbeat has found it.
        audience = event.get("audience")
        if event.get("type") != "event":
            return
        if audience is None or self.audiences is None or audience in self.audiences:
            self.say(text)
