"""Municipalities and regions as they are on a date."""

from copy import copy
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.kit.alike import Alike

from .models import Municipality, Region

_all = Alike(lambda: {each.pk: each for each in Municipality.objects.all()}, of=Municipality)


def names() -> list[tuple[int, str]]:
    """The number and the name of each, in Danish order; for lists to choose from."""
    return [(number, each.name) for number, each in _all().items()]


def numbered(number: int) -> Municipality | None:
    """A municipality by its number, for the caller alone."""
    found = _all().get(number)
    return None if found is None else copy(found)


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
