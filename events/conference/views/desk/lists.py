"""The lists: on the page, which is made to be printed too, and as spreadsheets."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.audit import trail
from portal.kit import sheets

from ... import listings
from ...enums import Listing
from ...windows import page_of
from .gate import conference_of, managers_only

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@managers_only
def show(request, pk: int, listing: str) -> HttpResponse:
    """One list, a page at a time, or all of it for the printer."""
    conference, which = conference_of(request, pk), _which(listing)
    words = request.GET.get("q", "").strip()[:100] if which in listings.SEARCHED else ""
    found = listings.tables(request.user, conference, which, words)
    page, cuts = page_of(
        [table.count for table in found], request.GET.get("page"), whole="alt" in request.GET
    )
    for table, cut in zip(found, cuts, strict=True):
        table.cut = cut
    return render(
        request,
        "conference_desk/list.html",
        {
            "conference": conference,
            "listing": which,
            "listings": Listing,
            "tables": [table for table in found if table.cut is not None],
            "page_obj": page,
            "is_searched": which in listings.SEARCHED,
            "words": words,
        },
    )


@require_safe
@managers_only
def sheet(request, pk: int, listing: str) -> HttpResponse:
    """The same as a spreadsheet. That it was taken out stands in the trail."""
    conference, which = conference_of(request, pk), _which(listing)
    headings, rows = listings.as_one(listings.tables(request.user, conference, which))
    file = sheets.xlsx(headings, rows, str(which.label), get_language() or "da")
    trail.record(
        "conference.participants_exported",
        on=conference,
        by=request.user,
        rows=len(rows),
        listing=str(which),
    )
    name = f"aarsmoede-{conference.year}-{which}.xlsx"
    return HttpResponse(
        file,
        content_type=SPREADSHEET,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _which(listing: str) -> Listing:
    try:
        return Listing(listing)
    except ValueError:
        raise Http404 from None
