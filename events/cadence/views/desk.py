"""The secretariat's pages: all groups and how they stand, and the figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires

from .. import queries
from ..enums import Standing
from ..figures import figures_for
from ..forms import FilterForm
from ..templatetags.cadence import half_year
from .charting import attendance_chart, meetings_chart, rhythm_chart, weeks_chart
from .taking_out import figures_file, file

managers_only = requires(Permission.MANAGE_MEETINGS)


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
    return file(request, headings, rows, _("Cadence of the groups"), f"moedekadence.{ending}")


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
    title, name = _("Meetings in figures"), f"moeder-i-tal.{ending}"
    return figures_file(request, figures_for(request.user), title, name)


def _chosen(request: HttpRequest, lines: list[queries.Line]) -> list[queries.Line]:
    standing, kind = FilterForm(request.GET).chosen()
    return [
        line
        for line in lines
        if (not standing or line.cadence.standing == standing)
        and (not kind or line.group.kind == kind)
    ]
