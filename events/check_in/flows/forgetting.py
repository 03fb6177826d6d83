"""What the retention policy no longer lets the conference's days keep; called each night by its room."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Badge, CheckIn, Deed, Helper


def forget_days(*, before: datetime, by) -> int:
    """Delete who ate what, what was done at the door, badges and helpers of conferences whose last day was
    before; returns how many rows. How many ate stays true: the row loses its person. Safe to repeat."""
    over = timezone.localdate(before)
    meals = CheckIn.objects.filter(
        Q(registration__isnull=False) | Q(by__isnull=False),
        part__isnull=False,
        conference__ends_on__lte=over,
    )

    def delete(some: QuerySet) -> int:
        count = some.delete()[0]
        trail.record("check_in.forgotten", on=None, by=by, count=count)
        return count

    return (
        in_batches(meals, lambda some: _take_people_off(some, by))
        + in_batches(Deed.objects.filter(door__conference__ends_on__lte=over), delete)
        + in_batches(Badge.objects.filter(registration__conference__ends_on__lte=over), delete)
        + in_batches(Helper.objects.filter(conference__ends_on__lte=over), delete)
    )


def forget_who_came(*, before: datetime, by) -> int:
    """Take the people off the list of those who came to conferences whose last day was before; returns how
    many. How many came stays true. Safe to repeat."""
    named = CheckIn.objects.filter(
        Q(registration__isnull=False) | Q(by__isnull=False),
        part__isnull=True,
        conference__ends_on__lte=timezone.localdate(before),
    )
    return in_batches(named, lambda some: _take_people_off(some, by))


def _take_people_off(some: QuerySet[CheckIn], by) -> int:
    count = some.update(registration=None, by=None)
    trail.record("check_in.who_came_forgotten", on=None, by=by, count=count)
    return count
