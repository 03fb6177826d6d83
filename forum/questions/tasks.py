"""What the clock does in the forum."""

from datetime import timedelta

from crontask import cron
from django.tasks import task
from django.utils import timezone

from .models import QuestionEvent

#: Open pages catch up within this; what they show is stored in the texts themselves.
KEPT = timedelta(days=2)


@cron("23 3 * * *")
@task()
def sweep_events() -> int:
    """Delete the events no open page asks for any more; returns how many."""
    deleted, _ = QuestionEvent.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return deleted
