"""The rows behind one figure: the very meetings, or the people who came, that were counted."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.meetings.models import Meeting
from events.meetings.queries import groups_run_by
from members.municipalities.models import Municipality
from members.people.gates import members_only
from members.people.queries import people_for

from ..counted import Counted, counted_for, half_of
from ..enums import Figure
from ..rhythm import Half
from ..templatetags.cadence import half_year


@dataclass(frozen=True)
class Row:
    """A meeting that was counted, with the one before it, or with a person who came."""

    meeting: Meeting
    before: Meeting | None = None
    in_time: bool | None = None
    person: Any = None
    place: Municipality | None = None


@require_safe
@members_only
def rows(request: HttpRequest) -> HttpResponse:
    """What the address names: which figure, of which half year, of which group or municipality."""
    groups = groups_run_by(request.user)
    if not groups.exists():
        raise Http404
    asked = request.GET
    if not asked:
        # An address without its figure, as whoever shortens it writes it.
        return redirect("cadence:groups")
    half = Half.read(asked.get("halvaar", ""))
    what = asked.get("hvad", "")
    if half is None or what not in Figure.values:
        raise Http404
    figure = Figure(what)
    group = place = None
    if asked.get("gruppe"):
        group = next((each for each in groups if str(each.pk) == asked["gruppe"]), None)
        if group is None:
            raise Http404
    if asked.get("kommune"):
        place = Municipality.objects.filter(code=asked["kommune"]).first()
        if place is None or figure != Figure.CAME:
            raise Http404
    found = [
        each
        for each in _rows(counted_for(request.user, only=group), figure, request.user)
        if half_of(each.meeting) == half and (place is None or each.place == place)
    ]
    return render(
        request,
        "cadence/rows.html",
        {
            "figure": figure,
            "half": half_year(half),
            "group": group,
            "place": place,
            "rows": found,
            "in_time": sum(bool(each.in_time) for each in found),
            "gone": _("has left the network"),
        },
    )


def _rows(counted: Counted, figure: Figure, user) -> list[Row]:
    if figure == Figure.KEPT:
        return [Row(each.meeting, each.before, each.in_time) for each in counted.judged]
    if figure == Figure.CAME:
        people = people_for(user).in_bulk({each.person for each in counted.came})
        return [
            Row(each.meeting, person=people.get(each.person), place=each.place)
            for each in counted.came
        ]
    return [Row(each) for each in (counted.held if figure == Figure.HELD else counted.planned)]
