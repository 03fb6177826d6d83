"""Municipalities and regions as they are on a date."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.kit.prepared import Prepared

from .models import Municipality, Region

#: The number and the name of each, in Danish order; for lists to choose from.
names = Prepared(lambda: Municipality.objects.values_list("pk", "name"))


def on_date(on: date | None = None) -> Q:
    """The condition "valid on this day" for rows with valid_from and valid_to; today if none."""
    day = on or timezone.localdate()
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def regions(on: date | None = None) -> QuerySet[Region]:
    """The regions that exist on a day."""
    return Region.objects.filter(on_date(on))


def region_of(municipality: Municipality, on: date | None = None) -> Region | None:
    """The region a municipality belongs to on a day."""
    return Region.objects.filter(
        pk__in=municipality.belongings.filter(on_date(on)).values("region")
    ).first()


def in_region(region: Region, on: date | None = None) -> QuerySet[Municipality]:
    """A region's municipalities on a day, in Danish order."""
    return Municipality.objects.filter(
        pk__in=region.belongings.filter(on_date(on)).values("municipality")
    )
