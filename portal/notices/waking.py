"""Waking the worker for what lies in the outbox.

The letters themselves say what is to be sent, and the worker looks for them every minute; waking only spares
their readers that minute. So it is done once the letters are committed, and once for all that wait: in a rush
each deed wrote a task of its own, while everybody else waited for the row that it held.
"""

from django.db import transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.kit.prepared import Prepared

from .tasks import deliver_due

_woken = Prepared(
    lambda path: (
        DBTaskResult.objects.filter(
            task_path=path, status=TaskResultStatus.READY, run_after=get_date_max()
        )
        .order_by()
        .values_list("pk")[:1]
    )
)


def wake() -> None:
    """Have the worker deliver what the caller's transaction puts into the outbox, once it is committed. That
    nobody could be woken undoes nothing and is logged."""
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    # One that nobody has begun looks into the outbox later than now, so it finds this letter, too.
    if not _woken(deliver_due.module_path):
        deliver_due.enqueue()
