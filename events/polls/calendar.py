"""The proposed times of open polls, for the calendar of those who may see them."""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid5

from django.utils import timezone

from events import possible
from events.possible import Possible

from .enums import Says, State
from .models import Choice, Slot
from .queries import polls_for

#: What leaves a time open in one's own calendar.
CAN = frozenset({Says.YES, Says.IF_NEED_BE})


def proposed_times(user, begin: datetime, end: datetime | None) -> Iterator[Possible]:
    """The times to come that open polls propose, by the poll's own rule; in three queries."""
    slots = Slot.objects.filter(
        poll__in=polls_for(user).filter(state=State.OPEN).values("pk"),
        ends_at__gt=begin,
        starts_at__gt=timezone.now(),
    ).select_related("poll__group")
    if end is not None:
        slots = slots.filter(starts_at__lt=end)
    can = set(
        Choice.objects.filter(
            reply__person=user.pk, says__in=sorted(CAN), slot__poll__state=State.OPEN
        ).values_list("slot", flat=True)
    )
    for slot in slots:
        yield Possible(
            uid=uuid5(slot.poll.idempotency_key, str(slot.pk)),
            group=slot.poll.group,
            title=slot.poll.title,
            path=slot.poll.get_absolute_url(),
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            hours=slot.hours,
            changed_at=slot.poll.changed_at,
            can=slot.pk in can,
        )


def offer() -> None:
    possible.offer(proposed_times)
