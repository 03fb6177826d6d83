"""The clock's own jobs."""

from datetime import timedelta

import structlog
from crontask import cron
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .models import SignOfLife

log = structlog.get_logger("portal.jobs")

#: A task that has run this long belongs to a worker that is gone: our longest takes seconds.
LOST_AFTER = timedelta(minutes=15)
#: Finished tasks tell nothing after this.
KEEP_FINISHED = timedelta(days=7)


@cron("* * * * *")
@task(priority=50)
def heartbeat() -> None:
    """Clock and worker are both alive when this row is fresh."""
    SignOfLife.objects.update_or_create(name="worker", defaults={"seen_at": timezone.now()})


@cron("*/5 * * * *")
@task(priority=40)
def reap() -> int:
    """Queue again what a killed worker left as running; returns how many.

    The queue itself has no such sweeper. Tasks are written to be safe when run twice.
    """
    lost = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LOST_AFTER
    ).exclude(task_path=reap.module_path)
    count = lost.update(status=TaskResultStatus.READY, started_at=None)
    if count:
        log.warning("tasks_requeued", count=count)
    return count


@cron("30 3 * * *")
@task(priority=-10)
def forget_finished() -> int:
    """Delete the traces of finished tasks; returns how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_FINISHED)
    return old.delete()[0]
