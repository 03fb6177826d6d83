"""What the clock does for order in the forum."""

from crontask import cron
from django.tasks import task

from . import flows


@cron("45 4 * * *")
@task(priority=0)
def lapse_moves() -> int:
    """Each night; returns how many requests not all have answered in time."""
    return flows.lapse_moves(by=None)
