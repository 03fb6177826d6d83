"""How much of the country the network covers, on any day. Figures without names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from members.municipalities.models import Municipality, RegionalBelonging
from members.municipalities.queries import on_date
from members.people.models import Membership, Post
from members.people.queries import in_force, members
from portal.kit import danish

KEPT_SECONDS = 600


@dataclass(frozen=True)
class Coverage:
    """How many municipalities have a member, of how many, and the share of the population there."""

    municipalities: int
    of: int
    population_share: Decimal

    @property
    def percent(self) -> str:
        """The share in the reader's language: 86 % or 86%."""
        return danish.percent(self.population_share, get_language() or "da")


def coverage(on: date | None = None) -> Coverage:
    """The network's coverage on a day; today if none. A figure without names: everyone may see it.

    A municipality is covered when a member holds a post there on that day. Where the post is vacant the
    function exists, but nobody takes part until somebody is in it: see `vacancies_for`.
    """
    posts = Post.objects.filter(in_force(on), person__in=members(on))
    covered = set(posts.values_list("municipality_id", flat=True))
    population = dict(Municipality.objects.values_list("pk", "population"))
    inhabitants = sum(population.values())
    reached = sum(count for pk, count in population.items() if pk in covered)
    return Coverage(
        municipalities=len(covered),
        of=len(population),
        population_share=Decimal(reached) / inhabitants if inhabitants else Decimal(0),
    )


def coverage_of_late() -> Coverage:
    """Today's coverage, at most ten minutes old: for the front page, which everyone asks for."""
    key = f"directory.coverage.{timezone.localdate():%Y%m%d}"
    kept = cache.get(key)
    if kept is None:
        kept = coverage()
        cache.set(key, kept, KEPT_SECONDS)
    return kept


@dataclass
class RegionCovered:
    """A region of the day, municipality by municipality with how many members are in post there."""

    name: str
    rows: list[tuple[Municipality, int]] = field(default_factory=list)
    #: People, each once, also one who is in post in two of the municipalities.
    members: int = 0

    @property
    def covered(self) -> int:
        return sum(1 for _place, count in self.rows if count)

    @property
    def share(self) -> Decimal:
        everyone = sum(place.population for place, _count in self.rows)
        reached = sum(place.population for place, count in self.rows if count)
        return Decimal(reached) / everyone if everyone else Decimal(0)

    @property
    def percent(self) -> str:
        return danish.percent(self.share, get_language() or "da")


def by_region(on: date) -> list[RegionCovered]:
    """The regions that exist on a day, with all their municipalities, in Danish order."""
    posts = Post.objects.filter(in_force(on), person__in=members(on))
    there = posts.values_list("municipality_id", "person_id").distinct()
    count = Counter(municipality for municipality, _person in there)
    people: dict[str, set[int]] = {}
    regions: dict[str, RegionCovered] = {}
    belongings = RegionalBelonging.objects.filter(on_date(on)).select_related(
        "municipality", "region"
    )
    by_place = {row.municipality_id: row.region.name for row in belongings}
    for row in belongings.order_by("region__name_key", "municipality__name_key"):
        region = regions.setdefault(row.region.name, RegionCovered(row.region.name))
        region.rows.append((row.municipality, count[row.municipality_id]))
    for municipality, person in there:
        people.setdefault(by_place.get(municipality, ""), set()).add(person)
    for name, region in regions.items():
        region.members = len(people.get(name, ()))
    return list(regions.values())


def days_to_compare(on: date, *, most: int = 8) -> list[date]:
    """The first of January of the years since anybody was admitted, and the day itself last."""
    first = Membership.objects.order_by("admitted_at").values_list("admitted_at", flat=True).first()
    begun = timezone.localtime(first).year if first else on.year
    years = range(max(begun + 1, on.year - most + 2), on.year + 1)
    return [*(date(year, 1, 1) for year in years if date(year, 1, 1) < on), on]


def over_time(days: Sequence[date]) -> list[tuple[date, Coverage, int]]:
    """The coverage on each of some days, and how many members there were."""
    return [(day, coverage(day), members(day).count()) for day in days]
