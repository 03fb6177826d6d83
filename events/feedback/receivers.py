"""What the conference's room says, and what follows here."""

from django.dispatch import receiver

from events.conference.signals import conference_copied
from events.evaluations.flows import preparing

from .queries import subject_of


@receiver(conference_copied, dispatch_uid="feedback.conference_copied")
def ask_the_same(sender, conference, draft, by, **kwargs) -> None:
    """Next year is asked the same, so that the years can be laid side by side."""
    preparing.carry_over(subject=subject_of(conference), to=subject_of(draft), by=by)
