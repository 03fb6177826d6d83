"""What readers see: the overview of the library, and one piece of material."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from members.people.rules import is_member
from portal.words import queries as dictionary
from resources.visits import flows as visits
from resources.visits.queries import was_seen

from .. import elsewhere, pages
from ..comparing import comparable
from ..finding import search_for
from ..flows.reading import record_reading
from ..forms import FilterForm
from ..models import Edition, Guide, Version
from ..pages import Page
from ..queries import beside, chosen_edition, complete, narrowed, overtaken, with_editions
from ..reach import guides_for, in_use_for
from ..replacing import instead_of
from .front import front_page, in_order


@login_not_required
@require_safe
def list_material(request: HttpRequest) -> HttpResponse:
    """The KlarRet overview and the other material by kind; one list when something is searched."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    if not any(chosen.values()):
        return front_page(request, None if form.is_valid() else form)
    words = chosen.pop("words")
    # What the secretariat says means the same is looked for too, as in the search of the whole portal.
    meant = dictionary.wanted(words) if words else None
    readable = search_for(request.user, meant) if meant else in_use_for(request.user)
    guides = list(with_editions(narrowed(readable, **chosen)))
    return render(
        request,
        "library/guide_list.html",
        {
            "form": form,
            "words": words,
            "is_narrowed": True,
            "found": guides,
            "also": meant.also if meant else [],
            # A topic or a kind is the library's own; what lies elsewhere has none.
            "elsewhere": elsewhere.found_for(request.user, meant)
            if meant and not any(chosen.values())
            else [],
            **in_order(guides),
            "is_member": is_member(request.user),
        },
    )


@login_not_required
@require_safe
def guide(request: HttpRequest, number: int = 0, slug: str = "", version: int = 0) -> HttpResponse:
    """A KlarRet guide under its number, other material under its short name: the newest version, or the one
    asked for. A KlarRet guide's short name is sent on to its number."""
    page = pages.of(request.user, number=number, slug=slug)
    if page is None:  # retired, not there, or not for this reader
        answer = found(request, number=number, slug=slug)
        return redirect(answer) if isinstance(answer, Guide) else answer
    if slug and page.guide.number:
        return redirect(page.guide)
    editions = list(page.guide.editions.all())
    readable = [edition for edition in editions if edition.newest]
    line = request.GET.get("udgave", "")
    if not version:
        edition = chosen_edition(readable, line)
        return _page(request, page, editions, edition, edition.newest if edition else None)
    edition = chosen_edition([each for each in editions if _has(each, version)], line)
    if edition is None:
        raise Http404
    asked = next(each for each in edition.versions.all() if each.number == version)
    if asked.is_withdrawn:
        return _page(request, page, editions, edition, None, gone=asked)
    return _page(request, page, editions, edition, asked)


@login_not_required
@require_safe
def newest(request: HttpRequest, number: int = 0, slug: str = "") -> HttpResponse:
    """`/seneste`: the address that never says a version always shows the newest."""
    shown = found(request, number=number, slug=slug)
    if not isinstance(shown, Guide):
        return shown
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{shown.get_absolute_url()}{query}")


def found(
    request: HttpRequest, *, number: int = 0, slug: str = "", pk: int = 0
) -> Guide | HttpResponse:
    """The material at this address with all that its pages show; what is retired has only the page that says
    so. What is not there and what is not for this reader get the same answer: a stranger is sent to the
    log-in, everyone else gets a 404."""
    which: dict = {"number": number} if number else {"pk": pk} if pk else {"slug": slug}
    readable = guides_for(request.user).select_related("retirement")
    shown = complete(readable.filter(**which)).first()
    if shown is not None and shown.is_retired:
        instead = instead_of(request.user, shown)
        return render(request, "library/retired.html", {"guide": shown, "instead": instead})
    if shown is not None:
        return shown
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def _has(edition: Edition, number: int) -> bool:
    return any(each.number == number for each in edition.versions.all())


def _page(
    request: HttpRequest,
    page: Page,
    editions: list[Edition],
    edition: Edition | None,
    version: Version | None,
    gone: Version | None = None,
) -> HttpResponse:
    shown = page.guide
    readable = [each for each in editions if each.newest]
    # Whoever reads here is still on the same visit.
    if not was_seen(page.seen_at):
        visits.came(by=request.user)
    body = None
    if version is not None:
        body = pages.body_of(version)
        # Reading it on the page is reading it; a second visit writes nothing.
        if request.method == "GET" and version.pk not in page.read and is_member(request.user):
            record_reading(version=version, by=request.user)
    lines = [edition] if edition else editions
    withdrawn = [each for line in lines for each in line.versions.all() if each.is_withdrawn]
    if version is None and gone is None and withdrawn:
        # All of it is withdrawn: what replaces the last one is what a reader wants.
        gone = max(withdrawn, key=lambda each: each.published_at)
    instead = instead_of(request.user, gone) if gone else None
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
            # Without anything to read, it has been withdrawn.
            "withdrawn": withdrawn if version is None else [],
            "instead": None if instead == shown else instead,
            "newest": edition.newest if edition else None,
            "can_compare": len(comparable(shown)) > 1,
            "overtaken": overtaken(edition, readable),
            "beside": beside(version),
            "related": page.related,
            "body": body and body.html,
            "headings": body.headings if body else [],
            "files": [newest for each in readable if (newest := each.newest) and newest.file],
        },
    )


def with_guide(edition: Edition, guide: Guide) -> Edition:
    """The very objects at hand, so that a version's file name costs no query."""
    edition.guide = guide
    for version in edition.versions.all():
        version.edition = edition
    return edition
