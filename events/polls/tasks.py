"""What the clock does for polls."""

from crontask import cron
from django.tasks import task

from . import flows


@cron("5 7-16 * * *")
@task(priority=0)
def tell_of_polls() -> int:
    """At seven each working day; returns of how many. The later hours ask those who have just come to the
    group, and find nothing else to do, unless the portal was down at seven."""
    return flows.tell_of_polls(by=None)
