"""What the clock does for memberships."""

from crontask import cron
from django.tasks import task

from .flows import membership


@cron("5 0 * * *")
@task(priority=-5)
def end_run_out_memberships() -> int:
    """Just after midnight: end the memberships whose last post ended; returns how many."""
    return membership.end_where_posts_have_run_out(by=None)
