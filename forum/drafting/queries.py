"""Which draft a question has, and whose words stand in it."""

from django.db.models import QuerySet

from forum.questions.models import Answer, Question
from resources.library.models import Draft, Voice


def origin_of(post: Question | Answer) -> str:
    """How the library knows what something was made of: `question:17`, `answer:5`."""
    return f"{post._meta.model_name}:{post.pk}"


def number_in(origin: str, kind: str) -> int | None:
    """The number in an origin of this kind."""
    name, _, number = origin.partition(":")
    return int(number) if name == kind and number.isdecimal() else None


def accepted_answers(question: Question) -> QuerySet[Answer]:
    """What solved the question, in the order in which it was accepted."""
    standing = question.answers.filter(
        deleted_at__isnull=True, hidden_at__isnull=True, accepted_at__isnull=False
    )
    return standing.select_related("cites").order_by("accepted_at", "pk")


def draft_of(question: Question) -> Draft | None:
    """The draft, or what was published of it; for the secretariat and those whose words stand in it."""
    return Draft.objects.filter(origin=origin_of(question)).select_related("guide").first()


def own_voices(user, question: Question, draft: Draft) -> list[Voice]:
    """The reader's own words in the draft, one by one: who asked openly and answered anonymously speaks
    with two voices, and neither must give the other away."""
    # Also those that have moved under another question since.
    numbers = (number_in(voice.origin, "answer") for voice in draft.voices.all())
    answers = Answer.objects.filter(pk__in=filter(None, numbers), author_id=user.pk)
    mine = {f"answer:{pk}" for pk in answers.values_list("pk", flat=True)}
    if question.author_id == user.pk:
        mine.add(origin_of(question))
    return [voice for voice in draft.voices.all() if voice.origin in mine]


def post_behind(voice: Voice) -> Question | Answer | None:
    """The text that a voice speaks with."""
    if (number := number_in(voice.origin, "answer")) is not None:
        return Answer.objects.filter(pk=number).first()
    number = number_in(voice.origin, "question")
    return Question.objects.filter(pk=number).first() if number is not None else None
