"""What happens to meetings and matters to their minutes."""

from django.dispatch import receiver

from events.meetings.signals import agenda_changed

from .flows import following_agenda


@receiver(agenda_changed, dispatch_uid="minutes.agenda_changed")
def follow_the_agenda(*, meeting, by, **_kwargs) -> None:
    following_agenda.follow(meeting=meeting, by=by)
