"""The facts of a conference: planned, changed, published, called off, copied to next year."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ... import problems
from ...flows import arranging, copying
from ...forms.arranging import ConferenceForm
from ...forms.desk import CopyForm
from ...models import Conference
from .gate import conference_of, managers_only

#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {"too_few_seats": "capacity", "days_in_use": "ends_on"}


@form_page
@managers_only
def edit(request, pk: int | None = None) -> HttpResponse:
    """The facts of a new conference or of one there is."""
    conference = conference_of(request, pk) if pk is not None else None
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
            return to_overview(conference)
    return render(request, "conference_desk/edit.html", {"form": form, "conference": conference})


@require_POST
@managers_only
def publish(request, pk: int) -> HttpResponse:
    conference = conference_of(request, pk)
    try:
        arranging.publish(conference=conference, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The conference is published."))
    return to_overview(conference)


@form_page
@managers_only
def call_off(request, pk: int) -> HttpResponse:
    """Asks once, and calls the conference off."""
    conference = conference_of(request, pk)
    found = problems.to_call_off(conference, request.user)
    if found:
        say(request, found)
        return to_overview(conference)
    if request.method == "POST":
        arranging.call_off(conference=conference, by=request.user)
        messages.success(request, _("The conference is called off, and all participants are told."))
        return to_overview(conference)
    return render(request, "conference_desk/call_off.html", {"conference": conference})


@form_page
@managers_only
def copy(request, pk: int) -> HttpResponse:
    """Next year's, made of this one's: everything but the people."""
    conference = conference_of(request, pk)
    form = CopyForm(request.POST or None, initial={"starts_on": _next_year(conference)})
    if request.method == "POST" and form.is_valid():
        try:
            draft = copying.copy(
                conference=conference, starts_on=form.cleaned_data["starts_on"], by=request.user
            )
        except Refused as refused:
            put_on(form, refused, {"other_weekday": "starts_on", "year_taken": "starts_on"})
        else:
            messages.success(request, _("Here is the copy. Look through it before you publish it."))
            return to_overview(draft)
    return render(request, "conference_desk/copy.html", {"form": form, "conference": conference})


def _next_year(conference: Conference) -> date:
    """The same day of the week, about a year later."""
    return conference.starts_on + timedelta(weeks=52)


def to_overview(conference: Conference) -> HttpResponse:
    response = redirect("conference_desk:overview")
    response["Location"] += f"?aar={conference.year}"
    return response
