"""Figures as a spreadsheet. That they were taken out stands in the trail."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.audit import trail
from portal.kit import sheets

from ..figures import Figures
from ..templatetags.cadence import half_year

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figures_file(request: HttpRequest, found: Figures, title: str, name: str) -> HttpResponse:
    """One table: what, of whom, and a column for each half year."""
    headings = [_("Figure"), _("Of"), *(half_year(half) for half in found.halves)]
    rows: list[list] = []
    for group, cells in found.groups:
        rows.append([_("Meetings held"), group.name, *(each.held for each in cells)])
        rows.append([_("Meetings planned"), group.name, *(each.planned for each in cells)])
    for group, kept in found.kept_by_group:
        rows.append([_("Rhythm kept, per cent"), group.name, *(each.share for each in kept)])
    if len(found.groups) > 1:
        shares = [each.share for each in found.kept]
        rows.append([_("Rhythm kept, per cent"), _("all groups"), *shares])
    for place, counts in found.attendance:
        rows.append([_("Came"), place.name, *(count for _half, count in counts)])
    return file(request, headings, rows, title, name)


def file(request: HttpRequest, headings, rows, title: str, name: str) -> HttpResponse:
    """The rows as a download, in the format that the name ends with."""
    language = get_language() or "da"
    if name.endswith(".xlsx"):
        content, kind = sheets.xlsx(headings, rows, title, language), SPREADSHEET
    else:
        content, kind = sheets.csv_file(headings, rows, language), "text/csv; charset=utf-8"
    trail.record("cadence.exported", on=None, by=request.user, rows=len(rows))
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
