"""Ways through the library besides searching: by topic, kind and act, what is new, and what is used."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, F, Prefetch, Q, Sum
from django.utils import timezone

from portal.kit import danish
from portal.topics.models import Topic

from .enums import Kind
from .models import DownloadCount, Guide, LegalBasis, ReadReceipt
from .reach import in_use_for

#: So many of a kind stand on the front: more is no overview.
ON_THE_FRONT = 5
#: What fewer members have read is not told: it might be known who they are.
LEAST_READERS = 5
#: Seconds that they are counted for.
MINUTE = 60


@dataclass(frozen=True)
class Used:
    """Material, and how many members have read it this year."""

    guide: Guide
    readers: int


@dataclass(frozen=True)
class Law:
    """One act: its sections in order, each with the material about it."""

    act: str
    sections: list[tuple[LegalBasis, list[Guide]]]

    @property
    def many(self) -> int:
        """How much material: what is about several of its sections counts once."""
        return len({guide.pk for _basis, guides in self.sections for guide in guides})


def used_among(mine: Collection[int], at: datetime | None = None) -> tuple[tuple[int, int], ...]:
    """What most members have read this year, and of what as many have read, what was opened most; among
    material by its keys: the keys, each with how many have read it. Nothing that fewer than `LEAST_READERS`
    have read."""
    counted = _counted(timezone.localtime(at).year)
    ranked = sorted(
        (-readers, -opened, pk) for pk, (readers, opened) in counted.items() if pk in mine
    )
    return tuple((pk, counted[pk][0]) for _readers, _opened, pk in ranked[:ON_THE_FRONT])


def _counted(year: int) -> dict[int, tuple[int, int]]:
    """How many members have read each piece of material, and how often it was opened, in two queries a
    minute. Whether a reader may know of the material is asked elsewhere, each time."""
    key = f"library.used.{year}"
    found = cache.get(key)
    if found is None:
        receipts = (
            ReadReceipt.objects.filter(read_at__year=year)
            .values(guide=F("version__edition__guide"))
            .annotate(readers=Count("person", distinct=True))
            .filter(readers__gte=LEAST_READERS)
            .order_by()
        )
        readers = {row["guide"]: row["readers"] for row in receipts}
        opened = dict(
            DownloadCount.objects.filter(day__year=year, version__edition__guide__in=list(readers))
            .values_list("version__edition__guide")
            .annotate(times=Sum("count"))
            .order_by()
        )
        found = {pk: (many, opened.get(pk, 0)) for pk, many in readers.items()}
        cache.set(key, found, MINUTE)
    return found


def topics_for(user) -> list[Topic]:
    """The topics that there is material on for this reader, each with `many`: how much."""
    mine = Q(guides__in=in_use_for(user).values("pk"))
    topics = Topic.objects.annotate(many=Count("guides", filter=mine, distinct=True))
    return sorted(topics.filter(many__gt=0), key=lambda topic: danish.sort_key(topic.name))


def kinds_for(user) -> list[tuple[Kind, int]]:
    """The kinds of material that there are for this reader, and how much of each."""
    counted = dict(
        in_use_for(user).order_by().values_list("kind").annotate(many=Count("pk", distinct=True))
    )
    return [(kind, counted[kind]) for kind in Kind if counted.get(kind)]


def laws_for(user) -> list[Law]:
    """The acts, their sections and the material about each, in two queries."""
    mine = in_use_for(user).order_by("number", "title", "pk")
    bases = LegalBasis.objects.filter(guides__in=in_use_for(user).values("pk")).distinct()
    return _grouped(bases.prefetch_related(Prefetch("guides", mine)))


def _grouped(bases: Iterable[LegalBasis]) -> list[Law]:
    acts: dict[str, list[LegalBasis]] = {}
    for basis in bases:
        acts.setdefault(basis.act, []).append(basis)
    return [
        Law(act, [(each, list(each.guides.all())) for each in _in_order(acts[act])])
        for act in sorted(acts, key=danish.sort_key)
    ]


def _in_order(bases: Iterable[LegalBasis]) -> list[LegalBasis]:
    return sorted(bases, key=lambda basis: basis.place)
