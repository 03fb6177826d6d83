"""What the clock does for those who follow."""

from crontask import cron
from django.tasks import task

from . import flows


@cron("0 7-16 * * *")
@task(priority=0)
def send_digests() -> int:
    """At seven each working day; returns how many letters. The later hours find nothing to do, unless the
    portal was down at seven."""
    return flows.send_digests(by=None)
