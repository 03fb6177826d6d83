"""What waits and what is closed, as a page and as a spreadsheet."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.audit import trail
from portal.kit import sheets

from ..forms import InboxForm
from ..queries import SORTS, cases_for, counts_for
from . import vetters_only

PAGE = 50
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@vetters_only
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The open cases or the closed ones, as they are chosen; all of it stands in the address."""
    closed, form, cases = _chosen(request)
    open_count, closed_count = counts_for(request.user)
    sort = request.GET.get("sorter", "")
    return render(
        request,
        "admission_desk/inbox.html",
        {
            "page_obj": Paginator(cases, PAGE).get_page(request.GET.get("page")),
            "form": form,
            "shows_closed": closed,
            "waiting_count": open_count,
            "closed_count": closed_count,
            "is_narrowed": any(value for name, value in form.chosen().items() if name != "sort"),
            "sort": sort,
            "columns": [(name, _heading(name), _next(name, sort), f"-{name}") for name in SORTS],
        },
    )


@vetters_only
@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The same cases as a spreadsheet. That it was taken out stands in the trail."""
    cases = _chosen(request)[2]
    headings = [
        _("Number"),
        _("Name"),
        _("E-mail"),
        _("Municipality"),
        _("Role"),
        _("State"),
        _("Received"),
        _("Closed"),
        _("Working days"),
        _("Vetter"),
        _("Reason"),
        _("Joined with"),
    ]
    rows = [_row(case) for case in cases]
    title, language = _("Applications"), get_language() or "da"
    if ending == "xlsx":
        file, kind = sheets.xlsx(headings, rows, title, language), SPREADSHEET
    else:
        file, kind = sheets.csv_file(headings, rows, language), "text/csv; charset=utf-8"
    trail.record("vetting.exported", on=None, by=request.user, rows=len(rows))
    name = f"ansoegninger-{timezone.localdate():%Y-%m-%d}.{ending}"
    return HttpResponse(
        file,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(request):
    closed = request.GET.get("vis") == "afgjorte"
    form = InboxForm(request.GET, closed=closed)
    return closed, form, cases_for(request.user, closed=closed, chosen=form.chosen())


def _heading(name: str) -> str:
    return {
        "age": _("Age"),
        "name": _("Name"),
        "municipality": _("Municipality"),
        "state": _("State"),
        "vetter": _("Vetter"),
    }[name]


def _next(name: str, sort: str) -> str:
    """What a click on a heading sorts by: up, then down."""
    return f"-{name}" if sort == name else name


def _row(case) -> list:
    places = [function.municipality.name for function in case.functions.all()]
    return [
        case.pk,
        case.name,
        case.email,
        ", ".join(places) or str(case.municipality or ""),
        case.get_role_display(),
        case.get_state_display(),
        case.submitted_at,
        case.closed_at,
        case.age,
        case.vetter.name if case.vetter else "",
        case.get_rejection_reason_display(),
        case.joined_to_id or "",
    ]
