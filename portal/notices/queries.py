"""Lists of notices for the one they are for."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from portal.kit.prepared import Prepared

from .models import Notice


def notices_for(user) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody else's, whatever their role."""
    if not user.is_authenticated:
        return Notice.objects.none()
    return Notice.objects.filter(recipient=user)


def unread_count(user) -> int:
    """The figure on the bell."""
    if not user.is_authenticated:
        return 0
    found = _unread_of(user.pk)
    return found[0][0] if found else 0


#: Every page of every reader asks this.
_unread_of = Prepared(
    lambda person: (
        Notice.objects.filter(recipient=person, read_at__isnull=True)
        .order_by()
        .values("recipient")
        .annotate(number=Count("pk"))
        .values_list("number")
    )
)


def unread_counts(people: Iterable) -> Counter[int]:
    """The same for several people, by their keys, in one query; 0 for those with nothing new."""
    unread = Notice.objects.filter(recipient__in={each.pk for each in people}, read_at__isnull=True)
    return Counter(dict(unread.order_by().values_list("recipient_id").annotate(Count("pk"))))
