"""What happens below and matters to a membership on its way."""

from django.dispatch import receiver

from members.people.signals import duty_taken, membership_ending

from .flows import handing_over


@receiver(membership_ending, dispatch_uid="membership.membership_ending")
def keep_the_duties(*, person, by, **_kwargs) -> None:
    handing_over.note(person=person, by=by)


@receiver(duty_taken, dispatch_uid="membership.duty_taken")
def take_it_off_the_list(*, kind, number, to, by, **_kwargs) -> None:
    handing_over.found_a_taker(kind=kind, number=number, to=to, by=by)
