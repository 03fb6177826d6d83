"""What the clock does for applications."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from .flows import exchanging
from .queries import overdue


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
