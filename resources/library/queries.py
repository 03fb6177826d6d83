"""Material with what its pages show of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from members.people.rules import is_member
from portal.topics.models import Topic

from .enums import Kind, Line, Status
from .models import Edition, EnclosurePage, Guide, ReadReceipt, Version, VersionFile
from .models.material import TAKEN_SLUGS
from .naming import short_name

#: Of the 120 characters of a short name; the rest is for telling two alike apart.
LONGEST_SLUG = 100


def free_slug(title: str) -> str:
    """A short name out of the title that no other material has."""
    taken = {*Guide.objects.values_list("slug", flat=True), *TAKEN_SLUGS}
    return short_name(title, taken, longest=LONGEST_SLUG, otherwise="tekst")


def with_editions(guides: QuerySet[Guide]) -> QuerySet[Guide]:
    """The same material with editions, versions and topics at hand, in a constant number of queries.

    The versions come without their texts, which a list does not show.
    """
    versions = Version.objects.defer("text", "body")
    editions = (
        Edition.objects.select_related("based_on__edition")
        .defer("based_on__text", "based_on__body", "based_on__edition__body")
        .prefetch_related(Prefetch("versions", versions))
    )
    return guides.select_related("group").prefetch_related(
        "topics", "legal_bases", Prefetch("editions", editions)
    )


def complete(guides: QuerySet[Guide]) -> QuerySet[Guide]:
    """The same material with everything its page shows."""
    editions = Edition.objects.select_related("based_on__edition").prefetch_related("versions")
    return guides.select_related("group").prefetch_related(
        "topics", "legal_bases", Prefetch("editions", editions)
    )


def beside(version: Version | None) -> list[VersionFile]:
    """The files beside a version that readers have, in their order."""
    if version is None or version.is_withdrawn:
        return []
    files = list(version.beside.select_related("enclosure"))
    for file in files:
        file.version = version
    return files


def pages_beside(guides: Iterable[Guide]) -> Iterator[tuple[Guide, VersionFile, EnclosurePage]]:
    """Every page of the files beside the newest texts of material that has its editions at hand: by file as
    they stand, and by page. Two queries, and none where there is nothing."""
    newest = {
        version.pk: (guide, edition, version)
        for guide in guides
        for edition in guide.editions.all()
        if (version := edition.newest) is not None
    }
    if not newest:
        return
    files = VersionFile.objects.filter(version__in=newest).select_related("enclosure")
    pages: dict[int, list[EnclosurePage]] = {}
    in_order = list(files.order_by("version", "order", "pk"))
    if not in_order:
        return
    keys = [file.enclosure_id for file in in_order]
    for page in EnclosurePage.objects.filter(enclosure__in=keys).order_by("enclosure", "number"):
        pages.setdefault(page.enclosure_id, []).append(page)
    for file in in_order:
        guide, edition, version = newest[file.version_id]
        file.version, version.edition, edition.guide = version, edition, guide
        for page in pages.get(file.enclosure_id, ()):
            yield guide, file, page


def narrowed(
    guides: QuerySet[Guide], *, topic: Topic | None = None, kind: str = ""
) -> QuerySet[Guide]:
    """The same material, narrowed to a topic and a kind."""
    if topic is not None:
        guides = guides.filter(topics=topic)
    return guides.filter(kind=kind) if kind else guides


@dataclass(frozen=True)
class Progress:
    """How many KlarRet guides can be read in a national edition, of how many."""

    done: int
    total: int


def national_progress(guides: list[Guide]) -> Progress:
    """Counted on guides that have their editions at hand."""
    series = [guide for guide in guides if guide.kind == Kind.KLARRET]
    done = sum(
        edition.line == Line.NATIONAL and edition.newest is not None
        for guide in series
        for edition in guide.editions.all()
    )
    return Progress(done, len(series))


def overtaken(edition: Edition | None, readable: list[Edition]) -> Version | None:
    """The newest version of the edition this one is based on, when it is newer than its basis."""
    if edition is None or edition.based_on is None:
        return None
    for other in readable:
        if other.pk == edition.based_on.edition_id:
            newest = other.newest
            if newest is not None and newest.number > edition.based_on.number:
                return newest
    return None


def chosen_edition(readable: list[Edition], line: str) -> Edition | None:
    """The edition asked for, else the national one, else what there is."""
    for wanted in (line, Line.NATIONAL):
        for edition in readable:
            if edition.line == wanted:
                return edition
    return readable[0] if readable else None


@dataclass(frozen=True)
class SeriesRow:
    """One KlarRet guide, its two editions, and how far behind the national one is."""

    guide: Guide
    copenhagen: Edition | None
    national: Edition | None
    #: Copenhagen's newest version, where it is newer than the one that the national edition is made from.
    overtaken: Version | None

    @property
    def status(self) -> str:
        """One of `Status`: what can be read is published, also while its next version is written."""
        if self.national is None:
            return Status.NOT_BEGUN
        return Status.PUBLISHED if self.national.newest else self.national.status


def series_row(guide: Guide) -> SeriesRow:
    """Made of a guide that has its editions at hand."""
    editions = {edition.line: edition for edition in guide.editions.all()}
    national = editions.get(Line.NATIONAL)
    behind = (
        overtaken(national, guide.readable) if national is not None and national.newest else None
    )
    return SeriesRow(guide, editions.get(Line.COPENHAGEN), national, behind)


def read_versions(user) -> set[int]:
    """The numbers of the versions a member has opened."""
    if not is_member(user):
        return set()
    return set(ReadReceipt.objects.filter(person=user).values_list("version_id", flat=True))
