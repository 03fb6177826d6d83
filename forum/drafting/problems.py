"""Why no draft can be made of a question, or nobody can object to one, as values."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from forum.questions.enums import State
from forum.questions.models import Answer, Question
from portal.kit.problems import Blocker
from resources.library.models import Voice

from .queries import number_in, post_behind
from .rules import may_draft


def of_audience(question: Question) -> list[Blocker]:
    """The library is every member's: what was asked of one group stays there."""
    if question.audience_id is None:
        return []
    return [
        Blocker(
            "one_group",
            _(
                "The question was asked of one group alone. Its answers were written for them, so it "
                "cannot become material for all."
            ),
        )
    ]


def to_draft(question: Question, user) -> list[Blocker]:
    """Why this person cannot make a draft of this question."""
    if not may_draft(user, question):
        return [Blocker("not_allowed", _("Only those who keep the library can do that."))]
    found = of_audience(question)
    gone = question.deleted_at is not None or question.hidden_at is not None
    if question.state != State.SOLVED or gone:
        found.append(Blocker("not_solved", _("Only a solved question becomes material.")))
    return found


def to_publish(number: int, voices: Collection[str]) -> list[Blocker]:
    """What has happened to the question since that stands against publishing the draft."""
    question = Question.objects.filter(pk=number).first()
    if question is None or question.deleted_at is not None:
        return [Blocker("question_gone", _("Whoever asked has deleted the question."))]
    found = of_audience(question)
    if question.hidden_at is not None:
        found.append(Blocker("hidden", _("The question is hidden while it is looked at.")))
    numbers = (number_in(voice, "answer") for voice in voices)
    answers = {each for each in numbers if each is not None}
    stored = Answer.objects.filter(pk__in=answers, deleted_at__isnull=True)
    if stored.filter(hidden_at__isnull=False).exists():
        found.append(
            Blocker("hidden", _("An answer that stands in it is hidden while it is looked at."))
        )
    if stored.count() < len(answers):
        found.append(
            Blocker("answer_gone", _("An answer that stands in it has been deleted by its writer."))
        )
    return found


def to_object(voice: Voice, user) -> list[Blocker]:
    """Why this person cannot speak with this voice."""
    post = post_behind(voice)
    if post is not None and post.author_id is not None and post.author_id == user.pk:
        return []
    return [Blocker("not_your_words", _("Only the one who wrote it can object."))]
