"""What the retention policy no longer lets the call keep; called each night by its room."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Panelist, Proposal


def delete_proposals(*, before: datetime, by) -> int:
    """Delete what was proposed for conferences whose last day was before, with what the group thought of it
    and what was answered, and who was in the group; returns how many proposals and seats in it. What came
    into the programme stands there. Safe to repeat."""
    over = timezone.localdate(before)

    def delete(some: QuerySet) -> int:
        count = some.count()
        some.delete()
        trail.record("proposals.deleted", on=None, by=by, count=count)
        return count

    proposals = Proposal.objects.filter(call__conference__ends_on__lte=over)
    group = Panelist.objects.filter(call__conference__ends_on__lte=over)
    return in_batches(proposals, delete) + in_batches(group, delete)
