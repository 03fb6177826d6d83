"""What the clock does for the conference."""

from crontask import cron
from django.tasks import task

from .flows import booking, registering


@cron("*/5 * * * *")
@task(priority=-5)
def pass_on_unanswered() -> int:
    """Every five minutes: seats and parts that were held for somebody who did not answer go to the next in
    line."""
    return registering.pass_on_unanswered(by=None) + booking.pass_on_unanswered(by=None)
