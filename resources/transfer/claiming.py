"""Long work that several workers may reach for: one has it, says how far it is, and another goes on with it
when that one has been silent too long. One way for exports and imports, each of which has `state`, `seen_at`
and `done`."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.tasks import Task
from django.utils import timezone

from .models import Batch, Export

#: A worker that has said nothing this long is gone; the next one takes its work.
SILENT = timedelta(minutes=3)


def take(work: Batch | Export, state: str, **afresh: Any) -> bool:
    """Whether it is this worker's to do from here on: taken by an UPDATE, so only one takes it. `afresh` is
    what it begins with then."""
    now = timezone.now()
    alone = Q(seen_at__isnull=True) | Q(seen_at__lt=now - SILENT)
    waiting = type(work)._default_manager.filter(alone, pk=work.pk, state=state)
    return bool(waiting.update(seen_at=now, **afresh))


def say(work: Batch | Export, done: int) -> None:
    """So much is done, and somebody is at it."""
    type(work)._default_manager.filter(pk=work.pk).update(done=done, seen_at=timezone.now())


def look_again(task: Task, work: type[Batch] | type[Export], state: str, **key: int) -> None:
    """Where another worker seems to be at it just now, it is looked at again when that one would have been
    silent too long: it may have been killed."""
    [pk] = key.values()
    if work._default_manager.filter(pk=pk, state=state).exists():
        task.using(run_after=timezone.now() + SILENT).enqueue(**key)
