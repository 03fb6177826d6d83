"""The night's erasing, the reminders, and what lies on disk after somebody was erased."""

from datetime import timedelta

from crontask import cron
from django.db import connection
from django.tasks import task
from django.utils import timezone

from portal.notices.models import OutgoingMail

from . import flows, queries
from .flows import answering

#: How long it takes until the disk is cleaned again where something stood in the way.
PATIENCE = timedelta(minutes=10)


@cron("15 3 * * *")
@task(priority=-20)
def erase_what_has_run_out() -> dict[str, int]:
    """Each night: what the policy says is kept no longer. Safe to run again."""
    counts = flows.erase_what_has_run_out(by=None)
    if any(counts.values()):
        leave_nothing_on_disk.enqueue()
    return counts


@cron("40 7 * * *")
@task(priority=-5)
def remind_of_requests() -> int:
    """Each morning: the requests that are due within a week, each once; returns how many."""
    today = timezone.localdate()
    return sum(
        answering.remind(request=request, by=None) for request in queries.to_remind_of(today)
    )


@task(priority=-20)
def leave_nothing_on_disk() -> None:
    """After somebody was erased: SQLite keeps deleted text in free pages, in its log and in the search's
    old segments until it is told not to. PostgreSQL's own cleaning does it there. While a last letter waits
    to be sent, or somebody else reads the file just now, it comes back later. Safe to run again."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        words = "wagtailsearch_indexentry_fts"
        cursor.execute(f"INSERT INTO {words}({words}) VALUES('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = bool(cursor.fetchone()[0])
    if is_busy or OutgoingMail.objects.filter(leaves_no_trace=True).exists():
        leave_nothing_on_disk.using(run_after=timezone.now() + PATIENCE).enqueue()
