"""The 98 municipalities and the regions they belong to, before and after the merger."""

from datetime import date

import pytest

from members.municipalities import register
from members.municipalities.models import Municipality, Region, RegionalBelonging
from members.municipalities.queries import in_region, region_of, regions

pytestmark = pytest.mark.django_db
LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


def test_all_98_with_christiansoe_left_out():
    assert Municipality.objects.count() == 98
    assert all(len(code) == 4 for code in Municipality.objects.values_list("code", flat=True))


def test_danish_order_puts_aa_last():
    names = list(Municipality.objects.values_list("name", flat=True))
    assert names[:3] == ["Albertslund", "Allerød", "Assens"]
    assert names[-3:] == ["Aabenraa", "Aalborg", "Aarhus"]
    assert names.index("Ærø") < names.index("Aabenraa")
    assert names.index("Vordingborg") < names.index("Ærø")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("København", "Hovedstaden", "Østdanmark"),
        ("Bornholm", "Hovedstaden", "Østdanmark"),
        ("Ringsted", "Sjælland", "Østdanmark"),
        ("Odense", "Syddanmark", "Syddanmark"),
        ("Aarhus", "Midtjylland", "Midtjylland"),
        ("Aalborg", "Nordjylland", "Nordjylland"),
    ],
)
def test_region_depends_on_the_day(name, before, after):
    municipality = Municipality.objects.get(name=name)
    assert region_of(municipality, LAST_DAY).name.endswith(before)
    assert region_of(municipality, FIRST_DAY).name.endswith(after)


def test_every_municipality_has_one_region_on_both_days():
    for day in (LAST_DAY, FIRST_DAY):
        counted = [in_region(region, day).count() for region in regions(day)]
        assert sum(counted) == 98
    assert len(regions(LAST_DAY)) == 5
    assert len(regions(FIRST_DAY)) == 4


def test_merged_region_holds_both_old_ones():
    old = sum(
        in_region(Region.objects.get(name__endswith=name), LAST_DAY).count()
        for name in ("Hovedstaden", "Sjælland")
    )
    new = in_region(Region.objects.get(name__endswith="Østdanmark"), FIRST_DAY).count()
    assert new == old == 46


def test_loading_again_changes_nothing():
    before = (Region.objects.count(), RegionalBelonging.objects.count())
    register.load(
        municipality_model=Municipality,
        region_model=Region,
        belonging_model=RegionalBelonging,
    )
    assert (Region.objects.count(), RegionalBelonging.objects.count()) == before
