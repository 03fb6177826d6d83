from crontask import cron
from django.tasks import task

from . import flows


@cron("15 3 * * *")
@task(priority=-20)
def erase_what_has_run_out() -> dict[str, int]:
    """Each night: what the policy says is kept no longer. Safe to run again."""
    return flows.erase_what_has_run_out(by=None)
