"""The secretariat's desk: seats, participants, the facts, and the list as a spreadsheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.people.enums import Permission
from members.people.gates import requires
from portal.audit import trail
from portal.kit import sheets
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from .. import problems, queries
from ..enums import Place
from ..flows import arranging
from ..forms.arranging import ConferenceForm
from ..models import Conference

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {"too_few_seats": "capacity", "days_in_use": "ends_on"}
managers_only = requires(Permission.MANAGE_CONFERENCE)


@require_GET
@managers_only
def overview(request) -> HttpResponse:
    """Every conference, the latest first, and the chosen one's participants."""
    conferences = list(queries.conferences_for(request.user))
    chosen = request.GET.get("aar", "")
    present = queries.current_conference()
    conference = next(
        (each for each in conferences if str(each.year) == chosen),
        present or next(iter(conferences), None),
    )
    rows = list(queries.participants(request.user, conference)) if conference else []
    return render(
        request,
        "conference_desk/overview.html",
        {"conferences": conferences, "conference": conference, "rows": rows},
    )


@require_GET
@managers_only
def export(request, pk: int) -> HttpResponse:
    """The participants as a spreadsheet. That it was taken out stands in the trail."""
    conference = get_object_or_404(queries.conferences_for(request.user), pk=pk)
    headings = [
        _("Name"),
        _("Municipality"),
        _("E-mail"),
        _("Registered"),
        _("Payer"),
        _("EAN number"),
        _("Reference"),
        _("Order number"),
        _("Price"),
        _("Diet"),
        _("Needs"),
        _("Sessions"),
    ]
    rows = [
        _row(registration, conference)
        for registration in queries.participants(request.user, conference)
    ]
    file = sheets.xlsx(headings, rows, conference.title, get_language() or "da")
    trail.record("conference.participants_exported", on=conference, by=request.user, rows=len(rows))
    return HttpResponse(
        file,
        content_type=SPREADSHEET,
        headers={"Content-Disposition": f'attachment; filename="aarsmoede-{conference.year}.xlsx"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def edit(request, pk: int | None = None) -> HttpResponse:
    """The facts of a new conference or of one there is."""
    conference = (
        get_object_or_404(queries.conferences_for(request.user), pk=pk) if pk is not None else None
    )
    form = ConferenceForm(request.POST or None, conference=conference)
    if request.method == "POST" and form.is_valid():
        try:
            if conference is None:
                conference = arranging.plan(facts=form.facts, by=request.user)
            else:
                arranging.change(conference=conference, facts=form.facts, by=request.user)
        except Refused as refused:
            put_on(form, refused, FIELD_OF)
        else:
            messages.success(request, _("The facts are kept."))
            return _to_overview(conference)
    return render(request, "conference_desk/edit.html", {"form": form, "conference": conference})


@require_POST
@managers_only
def publish(request, pk: int) -> HttpResponse:
    conference = get_object_or_404(queries.conferences_for(request.user), pk=pk)
    try:
        arranging.publish(conference=conference, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The conference is published."))
    return _to_overview(conference)


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def call_off(request, pk: int) -> HttpResponse:
    """Asks once, and calls the conference off."""
    conference = get_object_or_404(queries.conferences_for(request.user), pk=pk)
    found = problems.to_call_off(conference, request.user)
    if found:
        say(request, found)
        return _to_overview(conference)
    if request.method == "POST":
        arranging.call_off(conference=conference, by=request.user)
        messages.success(request, _("The conference is called off, and all participants are told."))
        return _to_overview(conference)
    return render(request, "conference_desk/call_off.html", {"conference": conference})


def _row(registration, conference: Conference) -> list:
    person = registration.person
    return [
        person.name if person else "–",
        str(person.home_municipality or "") if person else "",
        person.email if person else "",
        registration.created_at,
        registration.payer.name,
        registration.ean,
        registration.payer_reference,
        registration.order_number,
        conference.price,
        registration.diet,
        registration.needs,
        "; ".join(
            booking.part.name
            for booking in registration.bookings.all()
            if booking.place == Place.TAKEN and booking.part.session is not None
        ),
    ]


def _to_overview(conference: Conference) -> HttpResponse:
    response = redirect("conference_desk:overview")
    response["Location"] += f"?aar={conference.year}"
    return response
