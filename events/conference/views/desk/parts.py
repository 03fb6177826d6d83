"""Meals, nights and days: written, changed and removed; the sessions' stock beside them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ... import desk_queries, queries
from ... import part_problems as problems
from ...enums import PartKind, State
from ...flows import parts as flows
from ...forms.desk import PartForm, named
from ...forms.pricing import PriceForm
from ...models import Conference, Part
from .gate import conference_of, managers_only

#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {
    "no_such_day": "on",
    "night_taken": "on",
    "no_title": "title",
    "changes_late": "changes_until",
    "other_kind": "kind",
    "too_few": "capacity",
    "twin_price": "twin_price",
    "early_twin_price": "early_twin_price",
}


@require_safe
@managers_only
def parts(request, pk: int) -> HttpResponse:
    """Everything that one books, with stock, price and the last day for changes."""
    conference = conference_of(request, pk)
    found = desk_queries.parts_of(request.user, conference)
    rows = [(part, named(part)) for part in found]
    return render(
        request,
        "conference_desk/parts.html",
        {
            "conference": conference,
            "rows": [row for row in rows if row[0].kind != PartKind.SESSION],
            "sessions": [row for row in rows if row[0].kind == PartKind.SESSION],
            "is_fixed": conference.state == State.CANCELLED,
        },
    )


@form_page
@managers_only
def add(request, pk: int) -> HttpResponse:
    """One more meal, night or day."""
    conference = conference_of(request, pk)
    form = PartForm(request.POST or None, conference=conference)
    if request.method == "POST" and form.is_valid():
        try:
            flows.add_part(conference=conference, facts=form.facts, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It can be booked now."))
            return redirect("conference_desk:parts", pk)
    return render(
        request, "conference_desk/part_form.html", {"form": form, "conference": conference}
    )


@form_page
@managers_only
def change(request, pk: int, part_id: int) -> HttpResponse:
    """Stock, price and last day of one of them."""
    conference = conference_of(request, pk)
    part = _part(conference, part_id)
    form = PartForm(request.POST or None, conference=conference, part=part)
    if request.method == "POST" and form.is_valid():
        try:
            flows.change_part(part=part, facts=form.facts, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It is changed."))
            return redirect("conference_desk:parts", pk)
    return render(
        request,
        "conference_desk/part_form.html",
        {
            "form": form,
            "conference": conference,
            "part": part,
            "name": named(part),
            "to_remove": problems.to_remove(part, request.user),
        },
    )


@form_page
@managers_only
def price(request, session_id: int) -> HttpResponse:
    """What a session costs; the rest of it stands in the programme."""
    seen = queries.conferences_for(request.user)
    sessions = Part.objects.filter(conference__in=seen).select_related("session__conference")
    found = get_object_or_404(sessions.select_related("conference"), session=session_id)
    form = PriceForm(request.POST or None, part=found)
    if request.method == "POST" and form.is_valid():
        flows.set_price(part=found, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is changed."))
        return redirect("conference_desk:parts", found.conference_id)
    return render(
        request,
        "conference_desk/part_form.html",
        {
            "form": form,
            "conference": found.conference,
            "part": found,
            "name": named(found),
            "is_price": True,
        },
    )


@require_POST
@managers_only
def remove(request, pk: int, part_id: int) -> HttpResponse:
    """Take away what nobody has booked or waits for."""
    part = _parts(conference_of(request, pk)).filter(pk=part_id).first()
    if part is None:  # the form came twice
        return redirect("conference_desk:parts", pk)
    try:
        flows.remove_part(part=part, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("“%(title)s” is removed.") % {"title": named(part)})
    return redirect("conference_desk:parts", pk)


def _part(conference: Conference, part_id: int) -> Part:
    return get_object_or_404(_parts(conference), pk=part_id)


def _parts(conference: Conference) -> QuerySet[Part]:
    """What is written here; a session's stock is written with its programme."""
    return conference.parts.exclude(kind=PartKind.SESSION)
