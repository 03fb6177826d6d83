"""What happens below and matters to subscribed calendars."""

from django.dispatch import receiver

from members.people.signals import membership_ended

from . import flows


@receiver(membership_ended, dispatch_uid="calendar.membership_ended")
def close_the_calendars(*, person, by, **_kwargs) -> None:
    flows.forget(person=person, by=by)
