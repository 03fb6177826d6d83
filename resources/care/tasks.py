"""What the clock does for material."""

from crontask import cron
from django.tasks import task

from .flows import answering


@cron("0 7-16 * * *")
@task(priority=0)
def tell_what_is_due() -> int:
    """At seven each day; returns of how much. The later hours find nothing to do, unless the portal was down
    at seven."""
    return answering.tell_due(by=None)
