"""The library's jobs."""

from crontask import cron
from django.tasks import task

from .flows.filing import typeset_version
from .models import Version


@task()
def typeset(version_id: int) -> None:
    """Typeset a version's file. A version that is gone, or has its file, is left alone."""
    version = (
        Version.objects.select_related("edition__guide", "edition__based_on__edition")
        .filter(pk=version_id)
        .first()
    )
    if version is not None:
        typeset_version(version=version, by=None)


@cron("* * * * *")
@task(priority=10)
def keep_the_hours() -> int:
    """Every minute: publish what is approved for this hour, and withdraw what has run out. Nothing is done
    twice, so a lost minute is caught up with by the next one."""
    # The flow that publishes puts a version into this queue, so it is not there yet when we are read.
    from .flows import timing

    return timing.publish_due(by=None) + timing.expire_due(by=None)
