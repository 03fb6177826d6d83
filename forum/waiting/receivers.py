"""What happens below and matters to what waits."""

from django.dispatch import receiver

from forum.questions.signals import unaccepted

from . import flows


@receiver(unaccepted, dispatch_uid="waiting.unaccepted")
def it_is_not_solved(*, answer, by, **_kwargs) -> None:
    """Whoever takes an acceptance back has said that it is not solved."""
    flows.not_yet(question=answer.question, by=by)
