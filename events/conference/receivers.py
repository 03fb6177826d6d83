"""What happens below and matters to the conference."""

from django.dispatch import receiver

from members.people.signals import membership_ended

from .flows import registering


@receiver(membership_ended, dispatch_uid="conference.membership_ended")
def release_the_seat(*, person, by, **_kwargs) -> None:
    registering.release_seats(person=person, by=by)
