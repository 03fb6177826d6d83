"""What happens below and matters to polls."""

from django.dispatch import receiver

from events.meetings.signals import meeting_published

from . import flows


@receiver(meeting_published, dispatch_uid="polls.meeting_published")
def propose_sign_ups(*, meeting, by, **_kwargs) -> None:
    flows.propose_sign_ups(meeting=meeting, by=by)
