"""Whom somebody shares a room with, as the secretariat arranges it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ... import desk_queries
from ...flows import on_behalf
from ...flows.rooms import left_alone, partner_of
from ...forms.rooms import AloneForm, PartForm, TogetherForm
from ...models import Registration
from .gate import conference_of, managers_only, registration_of


@form_page
@managers_only
def room(request, pk: int, registration_id: int) -> HttpResponse:
    """Two are put in one room, or no longer; and what somebody pays who is left in one for two. Each with a
    note, and those whom it concerns are told."""
    conference = conference_of(request, pk)
    found = registration_of(request, conference, registration_id)
    partner = partner_of(found)
    forms = _forms(request, found, partner)
    sent = forms.get(request.POST.get("deed", ""))
    if sent is not None and sent.is_valid() and _done(request, found, sent):
        return redirect("conference_desk:room", pk, registration_id)
    return render(
        request,
        "conference_desk/room.html",
        {
            "conference": conference,
            "registration": found,
            "partner": partner,
            "alone": left_alone(found),
            **{f"{name}_form": form for name, form in forms.items()},
        },
    )


def _forms(request, found: Registration, partner: Registration | None) -> dict:
    """The forms that have something to do, by the name of their deed; the one that was sent is filled in."""

    def data(name: str):
        return request.POST if request.POST.get("deed") == name else None

    forms: dict = {}
    if partner is not None:
        forms["part"] = PartForm(data("part"), prefix="part")
    elif found.is_confirmed:
        others = desk_queries.beside(request.user, found)
        forms["together"] = TogetherForm(data("together"), prefix="together", others=others)
    if left_alone(found):
        forms["alone"] = AloneForm(data("alone"), prefix="alone")
    return forms


def _done(request, found: Registration, form) -> bool:
    """Whether it was done; where it was refused the form says why."""
    note = form.cleaned_data["note"]
    try:
        words = DEEDS[type(form)](request, found, form, note)
    except (Refused, ValidationError) as problem:
        put_on(form, problem)
        return False
    messages.success(request, words)
    return True


def _together(request, found: Registration, form, note: str) -> str:
    other = form.cleaned_data["other"]
    on_behalf.put_together(registration=found, other=other, note=note, by=request.user)
    return _("They share a room, and both have been told.")


def _part(request, found: Registration, form, note: str) -> str:
    on_behalf.part_ways(registration=found, note=note, by=request.user)
    return _("They do not share a room any more, and both have been told.")


def _alone(request, found: Registration, form, note: str) -> str:
    pays_alone = form.cleaned_data["pays"] == AloneForm.ALONE
    on_behalf.settle_alone(registration=found, pays_alone=pays_alone, note=note, by=request.user)
    return _("It is decided, and they have been told.")


DEEDS: dict[type, Callable[..., str]] = {
    TogetherForm: _together,
    PartForm: _part,
    AloneForm: _alone,
}
