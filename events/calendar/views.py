"""The calendar's page in three shapes, and the addresses for one's own."""

from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.groups.queries import groups_for
from members.people.gates import members_only
from members.people.models import User
from portal.kit.dates import months_later

from . import flows, grids, queries
from .enums import Kind, Shape
from .forms import GroupForm, LookForm
from .wheel import wheel

MINE = "mine"
#: The list goes so many months on from its first.
LISTED_MONTHS = 12


@require_safe
@members_only
def calendar(request: HttpRequest) -> HttpResponse:
    """A month, the next twelve as a list, or a year as a wheel; all of it stands in the address."""
    shape, month, whose = LookForm.look(request.GET)
    groups = list(groups_for(request.user))
    group = next((each for each in groups if str(each.pk) == whose), None)
    today = timezone.localdate()
    first, last = _span(shape, month)
    entries = queries.entries_for(
        request.user,
        first,
        last,
        group=group.pk if group else None,
        own=whose == MINE,
        # The wheel shows a year's plan, and what is only asked about is none.
        possible=shape != Shape.YEAR,
    )
    step = 12 if shape == Shape.YEAR else 1
    return render(
        request,
        f"calendar/{shape.name.lower()}.html",
        {
            "shape": shape,
            "shapes": Shape,
            "month": month,
            "before": months_later(month, -step),
            "after": months_later(month, step),
            "groups": groups,
            "whose": whose if group or whose == MINE else "",
            "chosen_group": group,
            "entries": entries,
            "kinds": Kind,
            **_drawn(shape, month, entries, today),
        },
    )


@require_safe
@members_only
def subscribe(request: HttpRequest) -> HttpResponse:
    """One's own addresses, and how a calendar takes them in."""
    return _subscribe_page(request)


@require_POST
@members_only
def address(request: HttpRequest) -> HttpResponse:
    """Make a new address and show it this once; with `stop` close it."""
    own = cast(User, request.user)
    form = GroupForm(request.POST, groups=groups_for(own))
    if not form.is_valid():
        messages.error(request, _("There is no such group."))
        return redirect("calendar:subscribe")
    group = form.cleaned_data["group"]
    if "stop" in request.POST:
        flows.drop_address(group=group, by=own)
        messages.success(request, _("The address is closed. It leads nowhere now."))
        return redirect("calendar:subscribe")
    token = flows.make_address(group=group, by=own)
    # The answer to the POST itself: the address stands in no other place and no list of visited pages.
    return _subscribe_page(request, token=token, group=group)


def _subscribe_page(request: HttpRequest, *, token: str = "", group=None) -> HttpResponse:
    made = {each.group_id: each for each in queries.keys_of(request.user)}
    path = reverse("calendar:feed", args=[token]) if token else ""
    web = settings.BASE_URL + path
    groups = list(groups_for(request.user))
    return render(
        request,
        "calendar/subscribe.html",
        {
            "rows": [(None, made.get(None)), *((each, made.get(each.pk)) for each in groups)],
            "address": web if token else "",
            # Outlook and Apple take this kind of address straight into a subscription.
            "webcal": "webcal:" + web.partition(":")[2] if token else "",
            "address_group": group,
        },
    )


def _span(shape: Shape, month: date) -> tuple[date, date]:
    if shape == Shape.MONTH:
        return grids.days_shown(month)
    if shape == Shape.LIST:
        return month, months_later(month, LISTED_MONTHS) - timedelta(days=1)
    return date(month.year, 1, 1), date(month.year, 12, 31)


def _drawn(shape: Shape, month: date, entries: list[queries.Entry], today: date) -> dict:
    language = get_language() or "da"
    if shape == Shape.MONTH:
        return {"weeks": grids.month_in_weeks(month, entries, today=today, language=language)}
    if shape == Shape.YEAR:
        rings = list(Kind)
        held = [(entry.first_day, rings.index(entry.kind)) for entry in entries]
        return {"wheel": wheel(month.year, held, rings=len(rings), today=today)}
    return {}
