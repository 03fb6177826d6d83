"""What readers see: the overview of the library, and one piece of material."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.rules import is_member
from portal.kit import danish

from .. import elsewhere
from ..enums import Kind, Line
from ..flows.reading import record_reading
from ..forms import FilterForm
from ..models import Edition, Guide, Version
from ..queries import (
    complete,
    guides_for,
    narrowed,
    national_progress,
    read_versions,
    search_for,
    with_editions,
)
from ..rules import may_read


@dataclass(frozen=True)
class Row:
    """One KlarRet guide in the overview, with its two editions side by side."""

    guide: Guide
    copenhagen: Edition | None
    national: Edition | None


@login_not_required
@require_safe
def list_material(request: HttpRequest) -> HttpResponse:
    """The KlarRet overview and the other material by kind; one list when something is searched."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    words = chosen.pop("words")
    readable = search_for(request.user, words) if words else guides_for(request.user)
    guides = list(with_editions(narrowed(readable, **chosen)))
    series = [guide for guide in guides if guide.kind == Kind.KLARRET]
    return render(
        request,
        "library/guide_list.html",
        {
            "form": form,
            "words": words,
            "is_narrowed": bool(words or any(chosen.values())),
            "found": guides,
            # A topic or a kind is the library's own; what lies elsewhere has none.
            "elsewhere": elsewhere.found_for(request.user, words)
            if words and not any(chosen.values())
            else [],
            "rows": [_row(guide) for guide in sorted(series, key=_place_in_series)],
            "progress": national_progress(series),
            "shelves": _shelves(guides),
            "is_member": is_member(request.user),
        },
    )


def _place_in_series(guide: Guide) -> int:
    assert guide.number is not None, "only_klarret_guides_have_a_number"
    return guide.number


def _row(guide: Guide) -> Row:
    editions = {edition.line: edition for edition in guide.editions.all()}
    return Row(guide, editions.get(Line.COPENHAGEN), editions.get(Line.NATIONAL))


def _shelves(guides: list[Guide]) -> list[tuple[str, list[Guide]]]:
    """Everything but KlarRet: a heading and its material, in Danish order."""
    headings = {
        Kind.INTRODUCTION: _("To begin with"),
        Kind.TEMPLATE: _("Templates"),
        Kind.MEDIATION: _("Mediation"),
        Kind.PRACTICE: _("Tried practices"),
        Kind.NETWORK: _("From the network’s questions"),
        Kind.REPORT: _("Reports"),
        Kind.LINK: _("Links"),
    }
    ordered = sorted(guides, key=lambda guide: danish.sort_key(guide.title))
    shelves = [
        (heading, [g for g in ordered if g.kind == kind]) for kind, heading in headings.items()
    ]
    return [(heading, stands) for heading, stands in shelves if stands]


@login_not_required
@require_safe
def klarret(request: HttpRequest, number: int) -> HttpResponse:
    """A KlarRet guide under its number."""
    return _guide_page(request, number=number)


@login_not_required
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Other material under its short name; a KlarRet guide is sent on to its number."""
    return _guide_page(request, slug=slug)


def _guide_page(request: HttpRequest, **which) -> HttpResponse:
    shown = complete(guides_for(request.user).filter(**which)).first()
    if shown is None:
        # What is not there and what is not for this reader get the same answer.
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    if "slug" in which and shown.number:
        return redirect(shown)
    editions = [_with_guide(edition, shown) for edition in shown.editions.all()]
    readable = [edition for edition in editions if edition.newest]
    edition = _chosen(readable, request.GET.get("udgave", ""))
    version = edition.newest if edition else None
    if version is not None and request.method == "GET":
        _remember(request, version)
    withdrawn = [each for edition in editions for each in edition.versions.all()]
    return render(
        request,
        "library/guide_detail.html",
        {
            "guide": shown,
            "editions": editions,
            "readable": readable,
            "edition": edition,
            "version": version,
            "history": list(edition.versions.all()) if edition else [],
            # Without anything to read, all versions there are have been withdrawn.
            "withdrawn": withdrawn if version is None else [],
            "overtaken": overtaken(edition, readable),
            "related": [each for each in shown.related.all() if may_read(request.user, each)],
            "files": [newest for each in readable if (newest := each.newest) and newest.file],
        },
    )


def _with_guide(edition: Edition, guide: Guide) -> Edition:
    """The very objects at hand, so that a version's file name costs no query."""
    edition.guide = guide
    for version in edition.versions.all():
        version.edition = edition
    return edition


def _chosen(readable: list[Edition], line: str) -> Edition | None:
    """The edition asked for, else the national one, else what there is."""
    for wanted in (line, Line.NATIONAL):
        for edition in readable:
            if edition.line == wanted:
                return edition
    return readable[0] if readable else None


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


def _remember(request: HttpRequest, version: Version) -> None:
    """Reading it on the page is reading it; a second visit writes nothing."""
    if is_member(request.user) and version.pk not in read_versions(request.user):
        record_reading(version=version, by=request.user)
