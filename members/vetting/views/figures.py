"""How many, what came of it, and how long it took."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.ui import charts

from ..figures import OUTCOMES, figures_for
from ..forms import PeriodForm
from . import vetters_only


@vetters_only
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """A period's figures by month and outcome, as chart and table; the period stands in the address."""
    form = PeriodForm(request.GET)
    since, until = form.chosen()
    found = figures_for(request.user, since=since, until=until)
    labels = [_month(month.first) for month in found.months]
    names = [_("Admitted"), _("Rejected"), _("Withdrawn"), _("Joined with another")]
    chart = charts.stacked(
        "outcomes",
        _("What came of the applications, month by month"),
        labels,
        [
            (name, [month.ended[outcome] for month in found.months])
            for name, outcome in zip(names, OUTCOMES, strict=True)
        ],
    )
    return render(
        request,
        "admission_desk/figures.html",
        {
            "form": PeriodForm(initial={"fra": since, "til": until}),
            "since": since,
            "until": until,
            "figures": found,
            "names": names,
            "rows": [
                (label, month.received, list(zip(names, month.cells, strict=True)))
                for label, month in zip(labels, found.months, strict=True)
            ],
            "totals": [
                (name, found.ended[each]) for name, each in zip(names, OUTCOMES, strict=True)
            ],
            "chart": chart,
        },
    )


def _month(first) -> str:
    """`dec 25`; in English with a capital."""
    return date_format(first, "M y" if get_language() == "en" else "b y")
