"""What the retention policy no longer lets meetings keep; called each night by its room."""

from datetime import datetime
from functools import partial

from django.db.models import Q, QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..models import Guest, SignUp


def forget_who_came(*, before: datetime, by) -> int:
    """Take the people off the answers to meetings that ended before, and forget their guests; returns how
    many. The rows stay, and so does the count of seats, so that how many came stays true. Safe to repeat."""
    named = SignUp.objects.filter(meeting__ends_at__lt=before, person__isnull=False)

    def forget(some: QuerySet[SignUp]) -> int:
        count = some.update(person=None)
        trail.record("meetings.signups_forgotten", on=None, by=by, count=count)
        return count

    guests = Guest.objects.filter(signup__meeting__ends_at__lt=before)

    def forget_guests(some: QuerySet[Guest]) -> int:
        count = some.delete()[0]
        trail.record("meetings.guests_forgotten", on=None, by=by, count=count)
        return count

    return in_batches(named, forget) + in_batches(guests, forget_guests)


def erase_wishes(*, before: datetime, by) -> int:
    """Empty what was wished for lunch and what was written with regrets, at meetings that ended before;
    returns how many answers. Safe to repeat."""
    written = SignUp.objects.filter(
        ~Q(diet="") | ~Q(diet_text="") | ~Q(word=""), meeting__ends_at__lt=before
    )

    def empty(some: QuerySet[SignUp]) -> int:
        count = some.update(diet="", diet_text="", word="")
        trail.record("meetings.wishes_erased", on=None, by=by, count=count)
        return count

    return in_batches(written, empty)


def erase_guests(*, before: datetime, by) -> int:
    """Empty the names of guests at meetings that ended before; returns how many. The rows stay, so that how
    many came stays true. Safe to repeat."""
    named = Guest.objects.filter(signup__meeting__ends_at__lt=before).exclude(name="")
    return in_batches(named, partial(_empty_names, by=by))


def erase_guests_of(*, people: QuerySet, by) -> int:
    """Empty the names of the guests of those who are erased, whenever their meetings are. Safe to repeat."""
    named = Guest.objects.filter(signup__person__in=people).exclude(name="")
    return in_batches(named, partial(_empty_names, by=by))


def _empty_names(some: QuerySet[Guest], *, by) -> int:
    count = some.update(name="")
    trail.record("meetings.guests_erased", on=None, by=by, count=count)
    return count
