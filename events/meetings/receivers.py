"""What happens below and matters to meetings."""

from django.dispatch import receiver

from members.people.signals import membership_ended

from .flows import attending, silencing


@receiver(membership_ended, dispatch_uid="meetings.membership_ended")
def free_the_seats(*, person, by, **_kwargs) -> None:
    attending.give_back_seats(person=person, by=by)
    silencing.forget(person=person, by=by)
