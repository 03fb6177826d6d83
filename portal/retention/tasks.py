from crontask import cron
from django.db import connection
from django.tasks import task

from . import flows


@cron("15 3 * * *")
@task(priority=-20)
def erase_what_has_run_out() -> dict[str, int]:
    """Each night: what the policy says is kept no longer. Safe to run again."""
    return flows.erase_what_has_run_out(by=None)


@task(priority=-20)
def leave_nothing_on_disk() -> None:
    """After somebody was erased: SQLite keeps deleted text in free pages, in its log and in the search's
    old segments until it is told not to. PostgreSQL's own cleaning does it there. Safe to run again."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        words = "wagtailsearch_indexentry_fts"
        cursor.execute(f"INSERT INTO {words}({words}) VALUES('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
