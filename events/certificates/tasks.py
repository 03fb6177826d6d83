"""What the clock does for certificates."""

from crontask import cron
from django.tasks import task

from .flows import conferring, issuing


@cron("5 8 * * *")
@task(priority=-5)
def issue_certificates() -> int:
    """Each morning: the certificates of courses and conferences that ended a week ago, where nobody has
    issued them."""
    return issuing.issue_due(by=None) + conferring.confer_due(by=None)
