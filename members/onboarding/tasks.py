"""What the clock does for onboardings."""

from crontask import cron
from django.tasks import task

from . import flows


@cron("10 7-16 * * *")
@task(priority=0)
def tell_of_onboardings() -> int:
    """At seven each working day; returns of how many. The later hours find nothing to do, unless the
    portal was down at seven."""
    return flows.tell_of_onboardings(by=None)


@cron("20 7 * * *")
@task(priority=0)
def pass_on_the_unanswered() -> int:
    """Each morning: ask the next member where the last one asked has not answered; returns how many."""
    return flows.pass_on_the_unanswered(by=None)
