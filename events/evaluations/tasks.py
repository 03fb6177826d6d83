"""What the clock does for evaluations."""

from crontask import cron
from django.tasks import task

from .flows import opening


@cron("50 * * * *")
@task(priority=-5)
def open_evaluations() -> int:
    """Each hour: what is over is asked about."""
    return opening.open_due(by=None)


@cron("15 7 * * *")
@task(priority=-5)
def remind_of_evaluations() -> int:
    """Each morning: those who have not answered an evaluation that is soon closed."""
    return opening.remind(by=None)


@cron("25 7 * * *")
@task(priority=-5)
def tell_of_closed_evaluations() -> int:
    """Each morning: those who see the answers to what has closed."""
    return opening.tell_closed(by=None)
