"""What the clock does for meetings."""

from crontask import cron
from django.tasks import task

from .flows import reminding, waiting


@cron("*/5 * * * *")
@task(priority=-5)
def pass_on_unanswered() -> int:
    """Every five minutes: seats that were held for somebody who did not answer go to the next in line."""
    return waiting.pass_on_unanswered(by=None)


@cron("10 7-17 * * *")
@task(priority=-5)
def remind() -> int:
    """Each hour of the day: whoever comes to a meeting in two working days is reminded once."""
    return reminding.remind(by=None)


@cron("*/15 * * * *")
@task(priority=-5)
def send_links() -> int:
    """Every quarter: whoever comes online has the link from the day before."""
    return reminding.send_links(by=None)
