"""What the search does at night."""

from crontask import cron
from django.tasks import task

from . import vocabulary


@cron("20 4 * * *")
@task(priority=-20)
def gather_words() -> int:
    """Each night: the words of all that every member may read. Safe to run again."""
    return vocabulary.gather(by=None)
