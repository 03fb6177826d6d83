"""When a member was last seen in the library, for a page that asks for something else anyway."""

from datetime import datetime, timedelta

from django.db.models import Subquery
from django.utils import timezone

from .models import Visit

#: Within a visit it is not written oftener than this.
PACE = timedelta(minutes=10)


def seen_at(person: int) -> Subquery:
    """As a column of another question about this person's page."""
    return Subquery(Visit.objects.filter(person=person).order_by().values("seen_at")[:1])


def was_seen(seen_at: datetime | None) -> bool:
    """Whether the visit goes on and need not be written: then `flows.came` has nothing to do."""
    return seen_at is not None and timezone.now() - seen_at < PACE
