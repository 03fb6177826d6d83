"""What the retention policy no longer lets the forum keep; called each night by its room."""

from datetime import datetime

from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Claim, Draft, QuestionEvent


def delete_events(*, before: datetime, by) -> int:
    """Delete the events from before, which no open page asks for any more: what they show is stored in
    the texts themselves, and who was writing an answer then. Returns how many events; safe to repeat."""
    Claim.objects.filter(until__lt=before).delete()

    def delete(some: QuerySet[QuestionEvent]) -> int:
        count = some.delete()[0]
        trail.record("questions.events_deleted", on=None, by=by, count=count)
        return count

    return in_batches(QuestionEvent.objects.filter(created_at__lt=before), delete)


def delete_drafts(*, before: datetime, by) -> int:
    """Delete the drafts that nobody has touched since, with their files. Returns how many."""

    def delete(some: QuerySet[Draft]) -> int:
        count = some.count()
        some.delete()
        trail.record("questions.drafts_deleted", on=None, by=by, count=count)
        return count

    return in_batches(Draft.objects.filter(saved_at__lt=before), delete)
