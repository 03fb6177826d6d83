"""What the library's front shows, as plain facts: all who may read the same material get the same facts, and
the page is rendered once for them (docs/adr/0010).

The facts are asked of the database each time, with kept SQL, so nothing on the page is old; and a page is
kept under all that stands on it, so nobody gets one with material that is not for them. How many members have
read something is counted once a minute.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from members.groups.models import Group
from portal.kit.prepared import Prepared
from portal.topics.models import Topic

from . import browsing
from .at_hand import BASIS, at_hand, edition_of
from .browsing import ON_THE_FRONT, Used
from .enums import Extent
from .models import Edition, Guide, Version
from .reach import Reach, prepared_within

_GUIDE = ("id", "kind", "number", "slug", "title", "summary", "audience")
_EDITION = ("id", "guide_id", "line", "status", "writers")
_VERSION = ("id", "number", "published_at", "change", "extent", "withdrawn_at")

_guides = prepared_within(
    lambda guides: guides.order_by("number", "title", "pk").values_list(*_GUIDE, "group__name")
)
_editions = prepared_within(
    lambda guides: (
        Edition.objects.filter(guide__in=guides.values("pk"))
        .order_by("guide", "line", "-versions__number")
        .values_list(*_EDITION, *BASIS, *(f"versions__{name}" for name in _VERSION))
    )
)
_topics = Prepared(
    lambda: Topic.objects.order_by("name_key", "pk").values_list("slug", "name", "guides")
)


class Facts(NamedTuple):
    """All that a reader's front is made of: rows of the database, and which material is used most."""

    guides: tuple[tuple, ...]
    editions: tuple[tuple, ...]
    about: tuple[tuple[int, str], ...]
    topics: tuple[tuple[str, str], ...]
    used: tuple[tuple[int, int], ...]


def facts_within(reach: Reach) -> Facts:
    """What readers of this reach get, in three queries."""
    guides, topics = tuple(_guides(reach)), _topics()
    mine = {row[0] for row in guides}
    return Facts(
        guides,
        tuple(_editions(reach)),
        tuple((guide, name) for _slug, name, guide in topics if guide in mine),
        tuple(dict.fromkeys((slug, name) for slug, name, _guide in topics)),
        browsing.used_among(mine) if reach.is_member else (),
    )


def is_new(row: tuple, since: datetime) -> bool:
    """Whether a row of `Facts.editions` is a version that came after a moment, and no mended typo."""
    at, extent, withdrawn = row[-4], row[-2], row[-1]
    return at is not None and at > since and withdrawn is None and extent != Extent.TYPO


def material(facts: Facts, only: set[int] | None = None) -> list[Guide]:
    """The material of the facts as objects with editions, versions and topics at hand: it asks the database
    nothing. `only`: with these keys."""
    guides: dict[int, Guide] = {}
    for known in facts.guides:
        if only is None or known[0] in only:
            guides[known[0]] = new = Guide.from_db("default", _GUIDE, known[:-1])
            new.group = None if known[-1] is None else Group(name=known[-1])
    editions: dict[int, list[Edition]] = {pk: [] for pk in guides}
    versions: dict[int, list[Version]] = {}
    last: Edition | None = None
    first = len(_EDITION) + len(BASIS)
    for row in facts.editions:
        guide = guides.get(row[1])
        if guide is None:
            continue
        if last is None or last.pk != row[0]:
            last = edition_of(guide, _EDITION, row)
            editions[guide.pk].append(last)
            versions[last.pk] = []
        if row[first] is not None:
            version = Version.from_db("default", _VERSION, row[first:])
            version.edition = last
            versions[last.pk].append(version)
    topics: dict[int, list[Topic]] = {pk: [] for pk in guides}
    for guide_pk, name in facts.about:
        if guide_pk in topics:
            topics[guide_pk].append(Topic(name=name))
    for pk, guide in guides.items():
        for edition in editions[pk]:
            at_hand(edition, "versions", Version.objects.all(), versions[edition.pk])
        at_hand(guide, "editions", Edition.objects.all(), editions[pk])
        at_hand(guide, "topics", Topic.objects.all(), topics[pk])
    return list(guides.values())


def newest(guides: Iterable[Guide], since: datetime | None = None) -> list[Version]:
    """The newest versions of material that has them at hand, the latest first, of each piece one; with
    `since` only those after it. A mended typo is nothing new."""
    found = []
    for guide in guides:
        fit = [
            version
            for edition in guide.editions.all()
            for version in edition.versions.all()
            if not version.is_withdrawn
            and version.extent != Extent.TYPO
            and (since is None or version.published_at > since)
        ]
        if fit:
            found.append(max(fit, key=_age))
    return sorted(found, key=_age, reverse=True)[:ON_THE_FRONT]


def used(facts: Facts, guides: Iterable[Guide]) -> list[Used]:
    """What most members have read, of material at hand."""
    by_key = {guide.pk: guide for guide in guides}
    return [Used(by_key[pk], readers) for pk, readers in facts.used]


def _age(version: Version) -> tuple[datetime, int]:
    return version.published_at, version.pk
