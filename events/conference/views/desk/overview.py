"""One page: how much is taken of everything, who waits, who is missing, and what is to be decided."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kit import dates
from portal.ui import charts

from ... import deciding, desk_queries, queries
from ...enums import PartKind
from ...models import Conference
from .gate import managers_only

#: So many days stand in the chart; the table beneath has them all.
DAYS_DRAWN = 14


@require_safe
@managers_only
def overview(request) -> HttpResponse:
    """Every conference, the latest first, and how the chosen one stands."""
    conferences = list(queries.conferences_for(request.user))
    chosen = request.GET.get("aar", "")
    present = queries.current_conference()
    conference = next(
        (each for each in conferences if str(each.year) == chosen),
        present or next(iter(conferences), None),
    )
    context = {"conferences": conferences, "conference": conference}
    if conference is not None:
        context |= _standing(request.user, conference)
    return render(request, "conference_desk/overview.html", context)


def _standing(user, conference: Conference) -> dict:
    bars = desk_queries.bars(user, conference)
    days = desk_queries.per_day(user, conference)
    return {
        "seats": bars[0],
        "groups": [
            (label, found)
            for kind, label in [
                (PartKind.DAY, _("Days")),
                (PartKind.SESSION, _("Sessions")),
                (PartKind.MEAL, _("Meals")),
                (PartKind.NIGHT, _("Nights")),
            ]
            if (found := [bar for bar in bars[1:] if bar.kind == kind])
        ],
        "waiting_total": sum(bar.waiting for bar in bars),
        "days": days,
        "chart": _chart(days) if days else None,
        "missing": desk_queries.missing(user, conference),
        "matters": deciding.matters(user, conference),
    }


def _chart(days: list[tuple[date, int]]) -> charts.Chart:
    language = get_language() or "da"
    shown = [(_short(day, language), count) for day, count in days[-DAYS_DRAWN:]]
    return charts.bars("registrations", _("Registrations per day"), shown)


def _short(day: date, language: str) -> str:
    """`3. maj`: the year stands in the table."""
    words = dates.long_date(day, language)
    return words.removesuffix(f" {day.year}")
