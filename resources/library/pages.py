"""One piece of material as its page shows it, read with kept SQL: objects with all at hand but the texts, of
which a page shows one. That text is rendered once a minute for all its readers: a version never changes, and
what it points to, such as the name of an act or another page's address, comes along within the minute.
"""

from datetime import datetime
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Value
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from members.groups.models import Group
from portal.kit.prepared import Prepared
from portal.topics.models import Topic
from resources.visits import queries as visits

from .at_hand import BASIS, at_hand, edition_of
from .models import Edition, Guide, LegalBasis, ReadReceipt, Version
from .rules import may_read

#: Seconds.
MINUTE = 60
_GUIDE = tuple(field.attname for field in Guide._meta.concrete_fields)
#: What comes first in each row of `_editions`.
_READER = ("is_read", "seen_at")
_EDITION = ("id", "guide_id", "line", "status", "status_at", "writers", "note")
_TEXTS = {"text", "body"}
_VERSION = tuple(
    field.attname for field in Version._meta.concrete_fields if field.attname not in _TEXTS
)


_COLUMNS = (*_GUIDE, "group__name", "retirement__pk")
_by_slug = Prepared(lambda slug: Guide.objects.filter(slug=slug).order_by().values_list(*_COLUMNS))


def _by_number(number: int) -> list[tuple]:
    """Without kept SQL: its stand-in is too large for this column, so Django would say that nothing fits."""
    return list(Guide.objects.filter(number=number).order_by().values_list(*_COLUMNS))


_editions = Prepared(
    lambda guide, reader: (
        Edition.objects.filter(guide=guide)
        .order_by("line", "-versions__number")
        .values_list(
            Exists(ReadReceipt.objects.filter(person=reader, version=OuterRef("versions__pk"))),
            visits.seen_at(reader),
            *_EDITION,
            *BASIS,
            *(f"versions__{name}" for name in _VERSION),
        )
    )
)
_TOPIC, _RULE, _RELATED = 1, 2, 3


def _about_of(guide: int):
    """Topics, legal bases and related material in one query, each row with what it is."""
    topics = Guide.topics.through.objects.filter(guide=guide).values_list(
        Value(_TOPIC),
        "topic__pk",
        "topic__slug",
        "topic__name",
        "topic__name_key",
        Value(0),
        Value(0),
    )
    rules = Guide.legal_bases.through.objects.filter(guide=guide).values_list(
        Value(_RULE),
        "legalbasis__pk",
        "legalbasis__act",
        "legalbasis__section",
        Value(""),
        Value(0),
        Value(0),
    )
    related = Guide.related.through.objects.filter(
        from_guide=guide, to_guide__retirement__isnull=True
    ).values_list(
        Value(_RELATED),
        "to_guide__pk",
        "to_guide__slug",
        "to_guide__title",
        "to_guide__audience",
        "to_guide__number",
        "to_guide__group",
    )
    return topics.order_by().union(rules.order_by(), related.order_by(), all=True)


_about = Prepared(_about_of)


class Page(NamedTuple):
    """The material, which of its versions the reader has opened, when they were last seen in the library, and
    what else they may read about it."""

    guide: Guide
    read: frozenset[int]
    seen_at: datetime | None
    related: list[Guide]


class Body(NamedTuple):
    """A version's text on its page, and its headings with their places."""

    html: SafeString
    headings: list[dict]


def of(user, *, number: int = 0, slug: str = "") -> Page | None:
    """The material at this address, if it is in use and this reader may read it."""
    rows = _by_number(number) if number else _by_slug(slug)
    if not rows or rows[0][-1] is not None:
        return None
    *known, group, _retirement = rows[0]
    guide = Guide.from_db("default", _GUIDE, known)
    if guide.group_id is not None:
        guide.group = Group(pk=guide.group_id, name=group)
    if not may_read(user, guide):
        return None
    return Page(guide, *_with_editions(guide, user), _with_what_it_is_about(guide, user))


def _with_editions(guide: Guide, user) -> tuple[frozenset[int], datetime | None]:
    """Puts the editions with their versions at hand; those that the reader has opened, and when the reader
    was last seen."""
    editions: dict[int, Edition] = {}
    versions: dict[int, list[Version]] = {}
    read, seen_at = set(), None
    first = len(_READER) + len(_EDITION) + len(BASIS)
    for row in _editions(guide.pk, user.pk or 0):
        is_read, seen_at, key, *_rest = row
        edition = editions.get(key)
        if edition is None:
            edition = editions[key] = edition_of(guide, _EDITION, row[len(_READER) :])
            versions[key] = []
        if row[first] is not None:
            version = Version.from_db("default", _VERSION, row[first:])
            version.edition = edition
            versions[edition.pk].append(version)
            if is_read:
                read.add(version.pk)
    for edition in editions.values():
        if edition.based_on is not None and edition.based_on.edition_id in editions:
            edition.based_on.edition = editions[edition.based_on.edition_id]
        at_hand(edition, "versions", Version.objects.all(), versions[edition.pk])
    at_hand(guide, "editions", Edition.objects.all(), list(editions.values()))
    return frozenset(read), seen_at


def _with_what_it_is_about(guide: Guide, user) -> list[Guide]:
    """Puts topics and legal bases at hand; the related material that the reader may read."""
    rows = _about(guide.pk)
    topics = sorted((row for row in rows if row[0] == _TOPIC), key=lambda row: row[4])
    rules = sorted((row[2:4], row[1]) for row in rows if row[0] == _RULE)
    at_hand(
        guide,
        "topics",
        Topic.objects.all(),
        [Topic(pk=row[1], slug=row[2], name=row[3]) for row in topics],
    )
    at_hand(
        guide,
        "legal_bases",
        LegalBasis.objects.all(),
        [LegalBasis(pk=pk, act=act, section=section) for (act, section), pk in rules],
    )
    related = [
        Guide(pk=pk, slug=slug, title=title, audience=audience, number=number, group_id=group)
        for what, pk, slug, title, audience, number, group in rows
        if what == _RELATED
    ]
    related.sort(key=lambda each: (each.number is None, each.number or 0, each.title))
    return [each for each in related if may_read(user, each)]


def body_of(version: Version) -> Body:
    """The version's text in the language of the moment."""
    key = f"library.body.{version.pk}.{get_language()}"
    found = cache.get(key)
    if found is None:
        headings = [
            {"heading": part["heading"], "place": part["place"]} for part in version.headings
        ]
        found = Body(render_to_string("library/body.html", {"parts": version.parts}), headings)
        cache.set(key, found, MINUTE)
    return found
