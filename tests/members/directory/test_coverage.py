"""The coverage on any day, by the regions of that day, against a count of each person one by one."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from members.directory.queries import by_region, coverage, days_to_compare, over_time
from members.municipalities.models import Municipality
from members.people.flows import membership
from members.people.models import Membership, Post, User
from tests.factories.people import make_member, municipality, suspend

pytestmark = pytest.mark.django_db
DAYS = [
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 6, 1),
    date(2026, 11, 20),
    date(2027, 1, 1),
]


@pytest.fixture
def through_the_years():
    """One there all the time, one who left, one in two places, and one who is shut out."""
    for name, at in (
        ("Hele Tiden", "Odense"),
        ("Gået Gert", "Roskilde"),
        ("To Steder", "Helsingør"),
    ):
        make_member(name, at)
    both = User.objects.get(name="To Steder")
    membership.give_post(person=both, municipality=municipality("Roskilde"), by=None)
    suspend(make_member("Lukket Ude", "Aalborg"))
    Membership.objects.update(admitted_at=datetime(2024, 3, 1, tzinfo=UTC))
    Post.objects.update(starts_on=date(2024, 3, 1))
    gone = User.objects.get(name="Gået Gert")
    Membership.objects.filter(person=gone).update(ended_at=datetime(2025, 1, 1, 9, tzinfo=UTC))
    Post.objects.filter(person=gone).update(ends_on=date(2025, 1, 1))


def there(day: date) -> set[tuple[str, str]]:
    """(person, municipality) of that day, each row looked at by itself."""
    found = set()
    for post in Post.objects.filter(person__isnull=False):
        admitted = any(
            row.admitted_at.date() <= day and (row.ended_at is None or row.ended_at.date() > day)
            for row in post.person.memberships.all()
        )
        out = any(row.in_force_at.date() <= day for row in post.person.suspensions.all())
        if admitted and not out and post.is_current(day):
            found.add((post.person.name, post.municipality.name))
    return found


@pytest.mark.parametrize("day", DAYS)
def test_every_day_is_counted_right(day, through_the_years):
    pairs, regions = there(day), by_region(day)
    counted = {place.name: count for region in regions for place, count in region.rows if count}
    places = {place for _person, place in pairs}
    assert counted == {at: sum(1 for _, place in pairs if place == at) for at in places}
    assert sum(len(region.rows) for region in regions) == 98
    assert coverage(day).municipalities == sum(region.covered for region in regions) == len(places)
    population = dict(Municipality.objects.values_list("name", "population"))
    share = sum(population[place] for place in places) / sum(population.values())
    assert float(coverage(day).population_share) == pytest.approx(share)
    ((_day, _coverage, count),) = over_time([day])
    assert count == len({person for person, _place in pairs})


def test_the_regions_are_those_of_the_day(through_the_years):
    before = {region.name: region for region in by_region(date(2026, 12, 31))}
    after = {region.name: region for region in by_region(date(2027, 1, 1))}
    assert {"Region Hovedstaden", "Region Sjælland"} <= set(before)
    east = after["Region Østdanmark"]
    assert len(east.rows) == sum(
        len(before[name].rows) for name in ("Region Hovedstaden", "Region Sjælland")
    )
    # In post on both sides of the old border, and one person all the same.
    assert (east.covered, east.members) == (2, 1)


def test_the_first_of_each_january_is_compared(through_the_years):
    assert days_to_compare(date(2026, 11, 20)) == [
        date(2025, 1, 1),
        date(2026, 1, 1),
        date(2026, 11, 20),
    ]
    assert len(days_to_compare(date(2050, 6, 1))) == 8


def test_the_page_and_the_file_say_the_same(client, through_the_years):
    client.force_login(User.objects.get(name="Hele Tiden"))
    page = client.get(reverse("directory:coverage") + "?dato=2024-12-31")
    assert page.context["coverage"].municipalities == 4
    assert "31. december 2024" in page.text and "Region Hovedstaden" in page.text
    file = client.get(reverse("directory:coverage_csv") + "?dato=2024-12-31")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 99
    assert [line for line in lines if "Roskilde" in line] == [
        f"31-12-2024;Region Sjælland;Roskilde;{municipality('Roskilde').population};2"
    ]
    for nonsense in ("2026-13-45", "i går", ""):
        assert client.get(reverse("directory:coverage"), {"dato": nonsense}).status_code == 200
