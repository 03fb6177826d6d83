"""What happens below and matters to courses."""

from django.dispatch import receiver

from members.people.signals import membership_ended

from .flows import attending


@receiver(membership_ended, dispatch_uid="courses.membership_ended")
def free_the_seats(*, person, by, **_kwargs) -> None:
    attending.give_back_seats(person=person, by=by)
