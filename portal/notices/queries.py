"""Lists of notices for the one they are for."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce

from .models import Notice

#: Where an account that was read for a request has the figure on its bell.
UNREAD = "unread_notices"


def notices_for(user) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody else's, whatever their role."""
    if not user.is_authenticated:
        return Notice.objects.none()
    return Notice.objects.filter(recipient=user)


def unread_by(person: Any) -> Coalesce:
    """The figure on somebody's bell as part of another question."""
    return Coalesce(Subquery(_unread(recipient=person).values("number")), 0)


def unread_count(user) -> int:
    """The figure on the bell; whoever is behind a request has it with their account."""
    if not user.is_authenticated:
        return 0
    known = getattr(user, UNREAD, None)
    return unread_counts([user])[user.pk] if known is None else known


def forget_unread(user) -> None:
    """Count anew next time; called by every flow that changes a reader's own notices."""
    with suppress(AttributeError):
        delattr(user, UNREAD)


def unread_counts(people: Iterable) -> Counter[int]:
    """The same for several people, by their keys, in one query; 0 for those with nothing new."""
    found = _unread(recipient__in={each.pk for each in people})
    return Counter(dict(found.values_list("recipient", "number")))


def _unread(**whose: Any) -> QuerySet:
    """Whose unread notices there are, and how many."""
    found = Notice.objects.filter(read_at__isnull=True, **whose).order_by()
    return found.values("recipient").annotate(number=Count("pk"))
