"""What the retention policy no longer lets polls keep; called each night by its room."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..enums import State
from ..models import Poll, Proposal


def delete_polls(*, before: datetime, by) -> int:
    """Delete polls that ended before, with all answers, and the sign-ups proposed out of them; returns how
    many polls. Safe to repeat."""
    silent = Q(state=State.OPEN, answer_by__lt=timezone.localdate(before))
    over = Poll.objects.filter(Q(ended_at__lt=before) | silent)

    def forget(some: QuerySet[Poll]) -> int:
        Proposal.objects.filter(meeting__poll__in=some.values("pk")).delete()
        count = some.count()
        some.delete()
        trail.record("polls.forgotten", on=None, by=by, count=count)
        return count

    return in_batches(over, forget)
