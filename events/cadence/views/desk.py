"""The secretariat's pages: all groups and how they stand, and the figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.audit import trail
from portal.kit import sheets

from .. import queries
from ..enums import Standing
from ..figures import figures_for
from ..forms import FilterForm
from ..templatetags.cadence import half_year
from .charting import attendance_chart, meetings_chart, rhythm_chart, weeks_chart

managers_only = requires(Permission.MANAGE_MEETINGS)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@managers_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All groups, narrowed as the address says, as chart and table."""
    everything = queries.lines_for(request.user)
    lines = _chosen(request, everything)
    return render(
        request,
        "cadence_desk/overview.html",
        {
            "form": FilterForm(request.GET),
            "lines": lines,
            "chart": weeks_chart(lines) if lines else None,
            "counts": [
                (each, sum(line.cadence.standing == each for line in everything))
                for each in Standing
            ],
        },
    )


@managers_only
@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The same groups as a spreadsheet. That it was taken out stands in the trail."""
    headings = [
        _("Group"),
        _("Kind"),
        _("State"),
        _("Meets at the earliest after (weeks)"),
        _("Meets at the latest after (weeks)"),
        _("Last meeting"),
        _("Next meeting"),
        _("To meet by"),
        _("Coordinators"),
    ]
    rows = [
        [
            line.group.name,
            line.group.get_kind_display(),
            line.cadence.standing.label,
            line.group.rhythm_from_weeks,
            line.group.rhythm_to_weeks,
            line.cadence.last,
            line.cadence.next,
            line.cadence.due_on,
            ", ".join(term.person.name for term in line.coordinators),
        ]
        for line in _chosen(request, queries.lines_for(request.user))
    ]
    return _file(request, headings, rows, _("Cadence of the groups"), f"moedekadence.{ending}")


@managers_only
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Meetings, attendance and rhythm by half year."""
    found = figures_for(request.user)
    return render(
        request,
        "cadence_desk/figures.html",
        {
            "figures": found,
            "names": [half_year(half) for half in found.halves],
            "charts": [meetings_chart(found), rhythm_chart(found), attendance_chart(found)],
        },
    )


@managers_only
@require_safe
def export_figures(request: HttpRequest, ending: str) -> HttpResponse:
    """The figures as one table: what, of whom, and a column for each half year."""
    found = figures_for(request.user)
    headings = [_("Figure"), _("Of"), *(half_year(half) for half in found.halves)]
    rows: list[list] = []
    for group, cells in found.groups:
        rows.append([_("Meetings held"), group.name, *(each.held for each in cells)])
        rows.append([_("Meetings planned"), group.name, *(each.planned for each in cells)])
    for group, kept in found.kept_by_group:
        rows.append([_("Rhythm kept, per cent"), group.name, *(each.share for each in kept)])
    rows.append([_("Rhythm kept, per cent"), _("all groups"), *(each.share for each in found.kept)])
    for place, counts in found.attendance:
        rows.append([_("Came"), place, *(count for _half, count in counts)])
    return _file(request, headings, rows, _("Meetings in figures"), f"moeder-i-tal.{ending}")


def _chosen(request: HttpRequest, lines: list[queries.Line]) -> list[queries.Line]:
    standing, kind = FilterForm(request.GET).chosen()
    return [
        line
        for line in lines
        if (not standing or line.cadence.standing == standing)
        and (not kind or line.group.kind == kind)
    ]


def _file(request: HttpRequest, headings, rows, title: str, name: str) -> HttpResponse:
    language = get_language() or "da"
    if name.endswith(".xlsx"):
        file, kind = sheets.xlsx(headings, rows, title, language), SPREADSHEET
    else:
        file, kind = sheets.csv_file(headings, rows, language), "text/csv; charset=utf-8"
    trail.record("cadence.exported", on=None, by=request.user, rows=len(rows))
    return HttpResponse(
        file,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
