"""Who pays as one of two and sleeps alone, since the other one has left."""

from django.db.models import Q, QuerySet

from .enums import PartKind, Place
from .models import Booking, RoomShare


def alone_among(nights: QuerySet[Booking]) -> list[Booking]:
    """Those of these nights for which somebody pays as one of two with nobody beside them: what they are to
    pay from now on is their own decision, or the secretariat's (docs/adr/0014). Three queries at most."""
    paid_for_two = list(
        nights.filter(in_twin=True).select_related("part__conference", "registration__person")
    )
    if not paid_for_two:
        return []
    numbers = [each.registration_id for each in paid_for_two]
    shares = RoomShare.objects.filter(
        Q(asker__in=numbers) | Q(asked__in=numbers), agreed_at__isnull=False
    )
    other: dict[int, int] = {}
    for one, two in shares.values_list("asker", "asked"):
        other[one], other[two] = two, one
    theirs = {
        (number, part): shared
        for number, part, shared in Booking.objects.filter(
            registration__in=other, part__kind=PartKind.NIGHT, place=Place.TAKEN
        ).values_list("registration", "part", "shared")
    }
    alone = []
    for night in paid_for_two:
        beside = theirs.get((other.get(night.registration_id, 0), night.part_id))
        # One of the two sleeps in the other one's room.
        if beside is None or not (beside or night.shared):
            alone.append(night)
    return sorted(alone, key=lambda each: each.part.order)
