"""What happens below and matters to what waits."""

from django.dispatch import receiver

from forum.questions.signals import unaccepted
from members.people.signals import membership_ended

from . import flows


@receiver(unaccepted, dispatch_uid="waiting.unaccepted")
def it_is_not_solved(*, answer, by, **_kwargs) -> None:
    """Whoever takes an acceptance back has said that it is not solved."""
    flows.not_yet(question=answer.question, by=by)


@receiver(membership_ended, dispatch_uid="waiting.membership_ended")
def count_on_them_no_more(*, person, by, **_kwargs) -> None:
    flows.help_no_more(person=person, by=by)
