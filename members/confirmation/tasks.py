"""What the clock does for the yearly confirmation. From seven in the morning; the later hours and days find
nothing to do, unless the portal was down before."""

from crontask import cron
from django.tasks import task

from . import flows


@cron("15 7-16 * * *")
@task(priority=0)
def ask_for_confirmation() -> int:
    """From January's first working day on; returns how many were asked."""
    return flows.ask(by=None)


@cron("25 7-16 * * *")
@task(priority=0)
def remind_of_confirmation() -> int:
    """On working days; returns how many were reminded."""
    return flows.remind(by=None)
