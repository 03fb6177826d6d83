"""What the clock does for applications."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from .flows import exchanging, welcoming
from .queries import overdue, to_welcome


@cron("10 0 * * *")
@task(priority=-5)
def let_questions_run_out() -> int:
    """Just after midnight: give back the cases whose applicants have not answered in time; returns how
    many."""
    today = timezone.localdate()
    return sum(
        exchanging.run_out(application=application, today=today, by=None)
        for application in overdue(today)
    )


@cron("0 7 * * *")
@task(priority=-5)
def open_the_doors() -> int:
    """In the morning: bid welcome whose post has begun since they were admitted; returns how many."""
    return sum(welcoming.welcome(application=each, by=None) for each in to_welcome())
