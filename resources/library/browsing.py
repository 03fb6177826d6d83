"""Ways through the library besides searching: by topic, kind and act, what is new, and what is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Prefetch, Q, Sum
from django.utils import timezone

from portal.kit import danish
from portal.topics.models import Topic

from .enums import Extent, Kind
from .models import DownloadCount, Guide, LegalBasis, ReadReceipt, Version
from .queries import in_use_for

#: So many of a kind stand on the front: more is no overview.
ON_THE_FRONT = 5
#: So many versions are looked at to find them: one piece of material may have had several lately.
LOOKED_AT = 40
#: What fewer members have read is not told: it might be known who they are.
LEAST_READERS = 5


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


def newest(user, since: datetime | None = None) -> list[Version]:
    """The newest versions a reader may read, the latest first, of each piece of material one; with `since`
    only those after it. A mended typo is nothing new."""
    versions = Version.objects.filter(
        edition__guide__in=in_use_for(user).values("pk"), withdrawn_at__isnull=True
    ).exclude(extent=Extent.TYPO)
    if since is not None:
        versions = versions.filter(published_at__gt=since)
    latest = (
        versions.select_related("edition__guide")
        .defer("text", "body", "edition__body")
        .order_by("-published_at", "-pk")[:LOOKED_AT]
    )
    of_each: dict[int, Version] = {}
    for version in latest:
        of_each.setdefault(version.edition.guide_id, version)
    return list(of_each.values())[:ON_THE_FRONT]


def most_used(user, at: datetime | None = None) -> list[Used]:
    """What most members have read and opened this year, by numbers alone, in three queries. Nothing that
    fewer than `LEAST_READERS` have read."""
    year = timezone.localtime(at).year
    mine = in_use_for(user).values("pk")
    receipts = (
        ReadReceipt.objects.filter(read_at__year=year, version__edition__guide__in=mine)
        .values(guide=F("version__edition__guide"))
        .annotate(readers=Count("person", distinct=True))
        .filter(readers__gte=LEAST_READERS)
        .order_by()
    )
    readers = {row["guide"]: row["readers"] for row in receipts}
    if not readers:
        return []
    opened = dict(
        DownloadCount.objects.filter(day__year=year, version__edition__guide__in=list(readers))
        .values_list("version__edition__guide")
        .annotate(times=Sum("count"))
        .order_by()
    )
    best = sorted(readers, key=lambda pk: (-readers[pk] - opened.get(pk, 0), pk))[:ON_THE_FRONT]
    guides = Guide.objects.in_bulk(best)
    return [Used(guides[pk], readers[pk]) for pk in best]


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
