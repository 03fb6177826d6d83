"""What the clock does for groups that should meet."""

from crontask import cron
from django.tasks import task

from . import flows


@cron("35 7-16 * * *")
@task(priority=0)
def tell_of_cadence() -> int:
    """In the morning of each working day; returns of how many groups. The later hours find nothing to do,
    unless the portal was down in the morning."""
    return flows.tell_of_cadence(by=None)
