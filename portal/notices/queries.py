"""Lists of notices for the one they are for."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from .models import Notice


def notices_for(user) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody else's, whatever their role."""
    if not user.is_authenticated:
        return Notice.objects.none()
    return Notice.objects.filter(recipient=user)


def unread_count(user) -> int:
    """The figure on the bell."""
    return notices_for(user).filter(read_at__isnull=True).count()


def unread_counts(people: Iterable) -> Counter[int]:
    """The same for several people, by their keys, in one query; 0 for those with nothing new."""
    unread = Notice.objects.filter(recipient__in={each.pk for each in people}, read_at__isnull=True)
    return Counter(dict(unread.order_by().values_list("recipient_id").annotate(Count("pk"))))
