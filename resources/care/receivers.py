"""What happens below and matters to the care for material."""

from django.dispatch import receiver

from members.people.signals import membership_ended

from .flows import answering


@receiver(membership_ended, dispatch_uid="care.membership_ended")
def the_deputy_takes_it_on(*, person, by, **_kwargs) -> None:
    answering.pass_on(person=person, by=by)
