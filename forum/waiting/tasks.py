"""What the clock does for questions that wait."""

from crontask import cron
from django.tasks import task

from . import flows


@cron("0 7-16 * * *")
@task(priority=0)
def tell_what_waits() -> int:
    """At seven each working day; returns of how many questions. The later hours find nothing to do, unless
    the portal was down at seven."""
    return flows.tell_what_waits(by=None)
