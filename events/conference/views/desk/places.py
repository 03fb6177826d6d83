"""The rooms and tracks of the programme at the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on

from ... import place_problems as problems
from ...enums import State, Tone
from ...flows import places as flows
from ...forms.programme import HallForm, TrackForm
from .gate import conference_of, managers_only

FIELD_OF = {"name_taken": "name", "chairs_in_use": "capacity"}


@require_safe
@managers_only
def places(request, pk: int) -> HttpResponse:
    """All of them."""
    conference = conference_of(request, pk)
    return render(
        request,
        "conference_desk/places.html",
        {
            "conference": conference,
            "halls": conference.halls.all(),
            "tracks": conference.tracks.all(),
            "is_fixed": conference.state == State.CANCELLED,
        },
    )


@form_page
@managers_only
def hall(request, pk: int, number: int = 0) -> HttpResponse:
    """One room, or a new one."""
    conference = conference_of(request, pk)
    found = get_object_or_404(conference.halls, pk=number) if number else None
    form = HallForm(
        request.POST or None,
        initial={name: getattr(found, name) for name in HallForm.base_fields} if found else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            flows.write_hall(
                conference=conference, hall=found, **form.cleaned_data, by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("The room is kept."))
            return redirect("conference_desk:places", pk)
    context = {
        "conference": conference,
        "form": form,
        "place": found,
        "to_remove": problems.to_remove_hall(found, request.user) if found else [],
        "kind": "hall",
    }
    return render(request, "conference_desk/place_form.html", context)


@form_page
@managers_only
def track(request, pk: int, number: int = 0) -> HttpResponse:
    """One track, or a new one."""
    conference = conference_of(request, pk)
    found = get_object_or_404(conference.tracks, pk=number) if number else None
    first = {"name": found.name, "tone": found.tone} if found else {"tone": Tone.GREEN}
    form = TrackForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            flows.write_track(
                conference=conference,
                track=found,
                name=form.cleaned_data["name"],
                tone=Tone(form.cleaned_data["tone"]),
                by=request.user,
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("The track is kept."))
            return redirect("conference_desk:places", pk)
    context = {
        "conference": conference,
        "form": form,
        "place": found,
        "to_remove": problems.to_remove_track(found, request.user) if found else [],
        "kind": "track",
    }
    return render(request, "conference_desk/place_form.html", context)


@require_POST
@managers_only
def remove_hall(request, pk: int, number: int) -> HttpResponse:
    found = conference_of(request, pk).halls.filter(pk=number).first()
    if found is not None:  # else the form came twice

        def deed() -> str:
            flows.remove_hall(hall=found, by=request.user)
            return _("“%(title)s” is removed.") % {"title": found.name}

        do(request, deed)
    return redirect("conference_desk:places", pk)


@require_POST
@managers_only
def remove_track(request, pk: int, number: int) -> HttpResponse:
    found = conference_of(request, pk).tracks.filter(pk=number).first()
    if found is not None:  # else the form came twice

        def deed() -> str:
            flows.remove_track(track=found, by=request.user)
            return _("“%(title)s” is removed.") % {"title": found.name}

        do(request, deed)
    return redirect("conference_desk:places", pk)
