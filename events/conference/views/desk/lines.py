"""The waiting lists: in order, and what the secretariat does to them by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ... import desk_queries, line_problems
from ...flows import lines as flows
from ...forms.desk import MoveForm, OfferForm, ReasonForm
from ...models import Booking
from ...windows import page_of
from .gate import conference_of, managers_only

FIELD_OF = {"no_reason": "reason"}


@require_safe
@managers_only
def lines(request, pk: int) -> HttpResponse:
    """Every line that somebody stands in, a page at a time."""
    conference = conference_of(request, pk)
    found = desk_queries.lines(request.user, conference)
    page, cuts = page_of(
        [len(line.entries) for line in found], request.GET.get("page"), whole="alt" in request.GET
    )
    for line, cut in zip(found, cuts, strict=True):
        line.cut = cut
    return render(
        request,
        "conference_desk/lines.html",
        {
            "conference": conference,
            "lines": [line for line in found if line.cut is not None],
            "page_obj": page,
        },
    )


@form_page
@managers_only
def entry(request, pk: int, part_id: int, registration_id: int) -> HttpResponse:
    """Somebody in a line: move them, offer them what is free, or take them off."""
    conference = conference_of(request, pk)
    found = desk_queries.in_line(request.user, conference, part_id, registration_id)
    if found is None:
        if (
            request.method == "POST"
        ):  # they were offered it or taken off meanwhile, or the form came twice
            return redirect("conference_desk:lines", pk)
        raise Http404
    deed = request.POST.get("deed", "")
    forms = {
        "move": MoveForm(request.POST if deed == "move" else None, prefix="move"),
        "offer": OfferForm(request.POST if deed == "offer" else None, prefix="offer"),
        "off": ReasonForm(request.POST if deed == "off" else None, prefix="off"),
    }
    form = forms.get(deed)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            messages.success(request, _do(deed, found, form.cleaned_data, request.user))
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            return redirect("conference_desk:lines", pk)
    part = found.part if isinstance(found, Booking) else None
    return render(
        request,
        "conference_desk/line_entry.html",
        {
            "conference": conference,
            "entry": found,
            "registration": found.registration if isinstance(found, Booking) else found,
            "part": part,
            "left": part.seats_left if part else conference.seats_left,
            "waits": line_problems.waits(found),
            "error": form if form is not None and form.errors else None,
            **{f"{name}_form": each for name, each in forms.items()},
        },
    )


def _do(deed: str, found: line_problems.Entry, data: dict, by) -> str:
    """The deed, and the words for it."""
    registration = found.registration if isinstance(found, Booking) else found
    name = registration.person.name if registration.person else "–"
    if deed == "move":
        flows.move(entry=found, place=data["place"], reason=data["reason"], by=by)
        return _("%(name)s has another place in line now.") % {"name": name}
    if deed == "offer":
        flows.offer(entry=found, reason=data["reason"], by=by)
        return _("It is held for %(name)s, who has been told.") % {"name": name}
    flows.take_off(entry=found, reason=data["reason"], by=by)
    return _("%(name)s does not stand in the line any more.") % {"name": name}
