"""The figures as charts."""

from django.utils.translation import gettext as _

from portal.ui import charts

from ..figures import Figures
from ..queries import Line
from ..templatetags.cadence import half_year


def weeks_chart(lines: list[Line]) -> charts.Chart:
    """Weeks since each group's last meeting: within its rhythm, and beyond it."""
    weeks = [line.cadence.weeks_since for line in lines]
    most = [line.group.rhythm_to_weeks for line in lines]
    within = [min(each, top) for each, top in zip(weeks, most, strict=True)]
    beyond = [max(each - top, 0) for each, top in zip(weeks, most, strict=True)]
    return charts.stacked(
        "weeks",
        _("Weeks since the last meeting"),
        [line.group.name for line in lines],
        [(_("within the rhythm"), within), (_("beyond the rhythm"), beyond)],
    )


def meetings_chart(figures: Figures) -> charts.Chart:
    """All groups' meetings, held and planned, half year by half year."""
    cells = [
        [each[place] for _group, each in figures.groups] for place in range(len(figures.halves))
    ]
    return charts.stacked(
        "meetings",
        _("Meetings held and planned"),
        [half_year(half) for half in figures.halves],
        [
            (_("Meetings held"), [sum(cell.held for cell in column) for column in cells]),
            (_("Meetings planned"), [sum(cell.planned for cell in column) for column in cells]),
        ],
    )


def attendance_chart(figures: Figures) -> charts.Chart:
    """How many came, half year by half year."""
    sums = [
        sum(counts[place][1] for _name, counts in figures.attendance)
        for place in range(len(figures.halves))
    ]
    return charts.bars(
        "attendance",
        _("Who came, in all"),
        [(half_year(half), count) for half, count in zip(figures.halves, sums, strict=True)],
    )


def rhythm_chart(figures: Figures) -> charts.Chart:
    """The share of meetings that kept the rhythm, half year by half year."""
    return charts.bars(
        "kept",
        _("Meetings that kept the rhythm, in per cent"),
        [
            (half_year(half), each.share or 0)
            for half, each in zip(figures.halves, figures.kept, strict=True)
            if each.share is not None
        ],
    )
