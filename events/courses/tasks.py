"""What the clock does for courses."""

from crontask import cron
from django.tasks import task

from .flows import reminding, waiting


@cron("*/5 * * * *")
@task(priority=-5)
def pass_on_unanswered() -> int:
    """Every five minutes: seats that were held for somebody who did not answer go to the next in line."""
    return waiting.pass_on_unanswered(by=None)


@cron("20 7-17 * * *")
@task(priority=-5)
def remind() -> int:
    """Each hour of the day: whoever takes a course is reminded once some days before it begins."""
    return reminding.remind_of_beginning(by=None)


@cron("25 7-17 * * *")
@task(priority=-5)
def remind_of_dates() -> int:
    """Each hour of the day: whoever takes a course is reminded on the day before each date."""
    return reminding.remind_of_dates(by=None)


@cron("*/15 * * * *")
@task(priority=-5)
def warn_of_too_few() -> int:
    """Every quarter: those who run a course are told once when the deadline is past and too few have come."""
    return reminding.warn_of_too_few(by=None)
