"""Lists of material for a reader, and the search in them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from members.groups.queries import members_of, own_group_numbers
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members
from members.people.rules import is_member
from portal.kit import wordindex
from portal.kit.keywords import telling
from portal.kit.marking import Typed
from portal.kit.prepared import Prepared
from portal.kit.sections import Asked, Section
from portal.kit.wanted import Wanted
from portal.kit.wordindex import Ask, likeness
from portal.topics.models import Topic

from .enums import FOR_ALL_MEMBERS, Audience, Kind, Line, Status
from .models import (
    Approval,
    Draft,
    Edition,
    EditionFile,
    EnclosurePage,
    Guide,
    LegalBasis,
    ReadReceipt,
    Version,
    VersionFile,
)
from .models.approval import writers_of
from .models.material import TAKEN_SLUGS
from .naming import short_name
from .rules import may_edit

#: No search shows more than this: a longer list is not read.
MOST_FOUND = 100
#: Of the 120 characters of a short name; the rest is for telling two alike apart.
LONGEST_SLUG = 100
NUMBER = re.compile(r"^(?:klar\s*ret)?\s*(?:nr\.?|nummer)?\s*(\d{1,3})$", re.IGNORECASE)


class Reach(NamedTuple):
    """Whose material a reader gets: what is public, what all members read, or all of it; and besides what all
    members read, that of these groups."""

    is_member: bool
    is_editor: bool
    groups: tuple[int, ...]


def reach_of(user) -> Reach:
    """The reader's. Whoever shares it with them reads the same."""
    if not is_member(user):
        return Reach(False, False, ())
    if may_edit(user):
        return Reach(True, True, ())
    return Reach(True, False, tuple(sorted(own_group_numbers(user))))


def guides_within(reach: Reach) -> QuerySet[Guide]:
    """The material that readers of this reach may read; the same rule as `rules.may_read`."""
    if not reach.is_member:
        return Guide.objects.filter(audience=Audience.PUBLIC)
    if reach.is_editor:
        return Guide.objects.all()
    return Guide.objects.filter(Q(audience__in=FOR_ALL_MEMBERS) | Q(group__in=reach.groups))


def guides_for(user) -> QuerySet[Guide]:
    """The material a reader may read; the same rule as `rules.may_read`."""
    return guides_within(reach_of(user))


def guides_for_all_members() -> QuerySet[Guide]:
    """What every member may read: what a text that all of them read may point to by its title."""
    return Guide.objects.filter(audience__in=FOR_ALL_MEMBERS)


def prepared_within(
    build: Callable[[QuerySet[Guide]], QuerySet],
) -> Callable[[Reach], list]:
    """A question about the material in use that a reader may read, put into SQL once for each kind of reach:
    `build` is given the material."""

    def of(is_member: bool, is_editor: bool) -> Prepared:
        return Prepared(
            lambda *groups: build(
                in_use_within(Reach(is_member, is_editor, groups[0] if groups else ()))
            )
        )

    stranger, member, editor = of(False, False), of(True, False), of(True, True)

    def ask(reach: Reach) -> list:
        if not reach.is_member:
            return stranger()
        return editor() if reach.is_editor else member(reach.groups)

    return ask


def readers_of(guide: Guide) -> QuerySet[User]:
    """The members who may read it; the same rule as `rules.may_read`."""
    if guide.group is None:
        return members()
    return members().filter(
        Q(pk__in=members_of(guide.group).values("pk"))
        | Q(pk__in=holders(Permission.EDIT_LIBRARY).values("pk"))
    )


def in_use_for(user) -> QuerySet[Guide]:
    """Those of them that are still to be used: what every list and every search shows."""
    return in_use_within(reach_of(user))


def in_use_within(reach: Reach) -> QuerySet[Guide]:
    """The same of all readers of this reach."""
    return guides_within(reach).filter(retirement__isnull=True)


def in_use_for_all_members() -> QuerySet[Guide]:
    """What every member may read and is still to be used: what such a text may be made to point to."""
    return guides_for_all_members().filter(retirement__isnull=True)


def retired_for(user) -> QuerySet[Guide]:
    """Those that are not, the latest first."""
    retired = guides_for(user).filter(retirement__isnull=False)
    return retired.select_related("retirement").order_by("-retirement__retired_at", "-pk")


def free_slug(title: str) -> str:
    """A short name out of the title that no other material has."""
    taken = {*Guide.objects.values_list("slug", flat=True), *TAKEN_SLUGS}
    return short_name(title, taken, longest=LONGEST_SLUG, otherwise="tekst")


def drafts_for(user) -> QuerySet[Draft]:
    """The drafts that are worked on, the latest change first: only at the desk."""
    if not may_edit(user):
        return Draft.objects.none()
    return Draft.objects.filter(guide__isnull=True)


def accounts(keys: Iterable[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=list(keys))


def approvers(edition: Edition) -> QuerySet[User]:
    """Those who may approve what waits in an edition; the same rule as `Approval.user_can_approve`."""
    return holders(Permission.EDIT_LIBRARY).exclude(pk__in=writers_of(edition))


def waiting_editions(user) -> list[Edition]:
    """The editions that wait for approval, for those who keep the library; the longest wait first."""
    if not may_edit(user):
        return []
    states = WorkflowState.objects.filter(
        base_content_type=Edition.get_base_content_type(),
        status=WorkflowState.STATUS_IN_PROGRESS,
    ).order_by("created_at")
    keys = [int(key) for key in states.values_list("object_id", flat=True)]
    found = Edition.objects.select_related("guide").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def scheduled_editions(user) -> list[tuple[Edition, datetime]]:
    """The editions that are approved and wait for their hour, and when it is."""
    if not may_edit(user):
        return []
    revisions = Revision.objects.filter(
        base_content_type=Edition.get_base_content_type(), approved_go_live_at__isnull=False
    ).order_by("approved_go_live_at")
    hours = [
        (int(key), hour) for key, hour in revisions.values_list("object_id", "approved_go_live_at")
    ]
    found = Edition.objects.select_related("guide").in_bulk([key for key, _hour in hours])
    return [(found[key], hour) for key, hour in hours if key in found]


def waits_for(user) -> int:
    """How many editions wait for this person to approve them."""
    task = Approval.objects.first()
    return task.get_task_states_user_can_moderate(user).count() if task else 0


def last_word(edition: Edition) -> TaskState | None:
    """What was last said of an edition that was sent back, until it is sent again."""
    state = edition.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state


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


@dataclass(frozen=True)
class AtTheDesk:
    """A file beside an edition, and what becomes of it with the next version."""

    file: EditionFile
    becomes: str
    is_first: bool
    is_last: bool


def files_at_the_desk(edition: Edition) -> list[AtTheDesk]:
    """The files beside an edition, in their order, held against those of its newest version; what will be
    taken away is last."""
    rows = edition.files.select_related("enclosure").order_by("is_removed", "order", "pk")
    readers = {file.place: file for file in beside(edition.newest)}
    files = list(rows)
    staying = [file for file in files if not file.is_removed]
    return [
        AtTheDesk(
            file,
            _becomes(file, readers.get(file.place)),
            is_first=file in staying[:1],
            is_last=file in staying[-1:],
        )
        for file in files
    ]


def _becomes(file: EditionFile, now: VersionFile | None) -> str:
    if file.is_removed:
        return _("is taken away")
    if now is None:
        return _("new")
    if now.enclosure_id != file.enclosure_id:
        return _("replaced")
    return _("called otherwise") if now.title != file.title else ""


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


def search_for(user, words: str | Wanted, *, only: Q | None = None) -> QuerySet[Guide]:
    """The material that a reader may read and that fits the words, the best first.

    "KlarRet 14" (or "14") and "§ 19" are meant literally; otherwise all words must be there, the last
    one perhaps only begun. `only`: among those that this is true of. At most `MOST_FOUND`.
    """
    wanted = Wanted.of(words)
    readable = in_use_for(user)
    if only is not None:
        readable = readable.filter(pk__in=Guide.objects.filter(only).values("pk"))
    if number := NUMBER.match(wanted.typed.strip()):
        return readable.filter(number=int(number[1]))
    by = _by_section if "§" in wanted.typed else _by_words
    found = by(readable, wanted)
    place = {pk: at for at, pk in enumerate(found)}
    if not place:
        return readable.none()
    order = Case(*(When(pk=pk, then=at) for pk, at in place.items()), default=len(place))
    return readable.filter(pk__in=place).order_by(order)


def acts() -> list[str]:
    """The acts that material explains, in order; there is no secret in them."""
    return list(LegalBasis.objects.order_by("act").values_list("act", flat=True).distinct())


def titled(user, words: str | Wanted) -> list[Guide]:
    """The material a reader may read whose title has these words, the last one perhaps only begun."""
    wanted = Wanted.of(words)
    terms = wanted.indexed
    if not terms:
        return []
    (hits,) = wordindex.find(Guide, [Ask(terms, begun=True, titled=True)])
    found = in_use_for(user).filter(pk__in=hits).order_by("number", "pk")
    # PostgreSQL looks for what is only begun in the texts, too.
    return [guide for guide in found if Typed.of(wanted.typed).has_all_in(guide.full_title)]


def alike(user, sentence: str, most: int = 2) -> list[Guide]:
    """The material a reader may read that shares most telling words with a sentence, the best first."""
    words = telling(sentence)
    if not words:
        return []
    readable = in_use_for(user)
    best = likeness.alike(Guide, words, among=list(readable.values_list("pk", flat=True)))[:most]
    return sorted(readable.filter(pk__in=best), key=lambda guide: best.index(guide.pk))


def _by_words(readable: QuerySet[Guide], wanted: Wanted) -> list[int]:
    """Whole words first, then those that are only begun."""
    terms = wanted.indexed
    if not terms:
        return []
    whole, begun = wordindex.find(Guide, [Ask(terms, scored=True), Ask(terms, begun=True)])
    scores = {**begun, **whole}
    allowed = readable.filter(pk__in=scores).order_by().values_list("pk", flat=True)
    return sorted(allowed, key=lambda pk: (pk not in whole, -scores[pk], -pk))[:MOST_FOUND]


def _by_section(readable: QuerySet[Guide], wanted: Wanted) -> list[int]:
    """Material about this very section, then what mentions it: § 19 is not § 191. Words beside it must
    be in the act's name, or shorten it."""
    asked = Asked.of(wanted.typed)
    if asked is None:
        return []
    bases = [
        basis.pk
        for basis in LegalBasis.objects.all()
        if Section.of(basis.section) == asked.section and asked.is_of(basis.act)
    ]
    about = readable.filter(legal_bases__in=bases).order_by("number", "pk")
    found = list(about.values_list("pk", flat=True))
    if not asked.words:
        standing = Q(editions__versions__withdrawn_at__isnull=True)
        written = asked.section.pattern
        in_text = Q(editions__versions__text__regex=written)
        in_file = Q(editions__versions__beside__enclosure__texts__text__regex=written)
        for where in (in_text, in_file):
            found += readable.filter(standing & where).values_list("pk", flat=True)
    return list(dict.fromkeys(found))[:MOST_FOUND]
