"""The secretariat's list: who has not answered, how to reach them, and what can be done about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.audit import trail
from portal.kit import sheets
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import flows, queries
from ..enums import State
from ..forms import ChoiceForm
from ..models import Confirmation

managers_only = requires(Permission.MANAGE_MEMBERS)
PAGE = 50
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@managers_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """One year's answers, or the missing ones; year and state stand in the address."""
    form = _form(request)
    year, state = form.chosen()
    found = queries.rows(request.user, year, state)
    return render(
        request,
        "confirmation_desk/list.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "year": year,
            "years": form.years,
            "state": state,
            "states": State,
            "figures": queries.figures(request.user, year),
        },
    )


@managers_only
@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The same people as a spreadsheet. That it was taken out stands in the trail."""
    year, state = _form(request).chosen()
    headings = [
        _("Name"),
        _("Municipality"),
        _("E-mail"),
        _("Phone"),
        pgettext("who has been", "Asked"),
        _("Reminders"),
        _("Last reminded"),
        _("Confirmed"),
        _("On leave"),
        _("State"),
    ]
    rows = [_row(each, state) for each in queries.rows(request.user, year, state)]
    title, language = _("Confirmations %(year)d") % {"year": year}, get_language() or "da"
    if ending == "xlsx":
        file, kind = sheets.xlsx(headings, rows, title, language), SPREADSHEET
    else:
        file, kind = sheets.csv_file(headings, rows, language), "text/csv; charset=utf-8"
    trail.record("confirmation.exported", on=None, by=request.user, year=year, rows=len(rows))
    return HttpResponse(
        file,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="bekraeftelser-{year}-{state}.{ending}"'
        },
    )


@managers_only
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretariat has talked to the member, and the data are right."""
    found = get_object_or_404(
        queries.confirmations_for(request.user).select_related("person"), pk=pk
    )
    try:
        flows.confirm(person=found.person, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("%(name)s's data are confirmed.") % {"name": found.person.name})
    return redirect(f"{reverse('confirmation_desk:list')}?{urlencode(_back(request, found))}")


def _back(request: HttpRequest, found: Confirmation) -> dict:
    """To the list that the click came from."""
    shown = request.POST.get("vis", "")
    return {"aar": found.year, "vis": shown if shown in State.values else State.UNANSWERED.value}


def _form(request: HttpRequest) -> ChoiceForm:
    return ChoiceForm(
        request.GET, years=queries.years(request.user), this_year=timezone.localdate().year
    )


def _row(each, state) -> list:
    person = each.person
    return [
        person.name,
        ", ".join(str(post.municipality) for post in person.current_posts),
        person.email,
        person.phone,
        each.asked_at,
        each.reminders,
        each.reminded_at,
        each.last_at,
        bool(person.leaves_today),
        state.label,
    ]
