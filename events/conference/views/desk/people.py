"""Registering somebody, changing what they have and cancelling for them; each with a note."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from ... import desk_queries
from ...flows import noting, on_behalf
from ...flows.rooms import partner_of
from ...forms.desk import ReasonForm
from ...forms.on_behalf import ChangeForm, RegisterForm
from .gate import GET_AND_POST, conference_of, managers_only, registration_of

FIELD_OF = {"full": "parts", "overlap": "parts", "already_registered": "person"}


@GET_AND_POST
@managers_only
def register(request, pk: int) -> HttpResponse:
    """A member who has called."""
    conference = conference_of(request, pk)
    people = desk_queries.not_registered(request.user, conference)
    form = RegisterForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            registration = on_behalf.register(
                conference=conference, **form.cleaned_data, by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            name = form.cleaned_data["person"].name
            words = (
                _("%(name)s is registered. Choose what they have.")
                if registration.is_confirmed
                else _("There is no seat left, so %(name)s is on the waiting list.")
            )
            messages.success(request, words % {"name": name})
            return redirect("conference_desk:registration", pk, registration.pk)
    return render(
        request, "conference_desk/register.html", {"form": form, "conference": conference}
    )


@GET_AND_POST
@managers_only
def registration(request, pk: int, registration_id: int) -> HttpResponse:
    """One participant: what they have, what has been noted, and what one can change for them."""
    conference = conference_of(request, pk)
    found = registration_of(request, conference, registration_id)
    form = ChangeForm(request.POST or None, registration=found, conference=conference)
    if request.method == "POST" and form.is_valid():
        parts, waits = form.wanted
        try:
            on_behalf.change(
                registration=found,
                parts=parts,
                waits=waits,
                house=form.house,
                note=form.cleaned_data["note"],
                by=request.user,
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It is changed."))
            return redirect("conference_desk:registration", pk, registration_id)
    return render(
        request,
        "conference_desk/registration.html",
        {
            "conference": conference,
            "registration": found,
            "form": form if found.is_open else None,
            "notes": desk_queries.notes_on(request.user, found),
            "partner": partner_of(found),
        },
    )


@GET_AND_POST
@managers_only
def cancel(request, pk: int, registration_id: int) -> HttpResponse:
    """Asks why, and gives back everything that somebody has."""
    conference = conference_of(request, pk)
    found = registration_of(request, conference, registration_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            on_behalf.cancel(registration=found, note=form.cleaned_data["reason"], by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("The registration is cancelled."))
            return redirect("conference_desk:registration", pk, registration_id)
    return render(
        request,
        "conference_desk/registration_cancel.html",
        {"conference": conference, "registration": found, "form": form},
    )


@GET_AND_POST
@managers_only
def note(request, pk: int, registration_id: int) -> HttpResponse:
    """Only a note."""
    found = registration_of(request, conference_of(request, pk), registration_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            noting.note(registration=found, text=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("The note is kept."))
    elif request.method == "POST":
        for error in form.errors.get("reason", []):
            messages.error(request, str(error))
    return redirect("conference_desk:registration", pk, registration_id)
