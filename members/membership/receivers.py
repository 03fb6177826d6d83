"""What happens below and matters to a membership on its way."""

from django.dispatch import receiver

from members.people.signals import membership_ending

from .flows import handing_over


@receiver(membership_ending, dispatch_uid="membership.membership_ending")
def keep_the_duties(*, person, by, **_kwargs) -> None:
    handing_over.note(person=person, by=by)
