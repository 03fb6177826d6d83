"""What the clock does for meetings."""

from crontask import cron
from django.tasks import task

from .flows import attending


@cron("40 * * * *")
@task(priority=-5)
def tick_those_who_came() -> int:
    """Each hour: newcomers who were signed up for a meeting that is over have been at one."""
    return attending.tick_those_who_came(by=None)
