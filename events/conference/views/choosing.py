"""A participant's choice between sessions that are held at the same time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.refusals import put_on

from .. import booking_problems as problems
from .. import queries
from ..flows import booking
from ..forms.choosing import ChoiceForm


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def choose(request, pk: int) -> HttpResponse:
    """Their own sessions only; whoever cannot choose is sent to the receipt, which says why."""
    registration = get_object_or_404(
        queries.registrations_for(request.user).filter(person=request.user), pk=pk
    )
    if found := problems.to_change(registration, request.user):
        messages.error(request, found[0].message)
        return redirect("conference:receipt", registration.pk)
    form = ChoiceForm(
        request.POST or None,
        slots=queries.choices(registration.conference),
        chosen=queries.chosen_by(registration),
    )
    if request.method == "POST" and form.is_valid():
        try:
            booking.book(
                registration=registration,
                parts=[*form.parts, *queries.other_parts(registration)],
                by=request.user,
            )
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Your sessions are kept."))
            return redirect("conference:receipt", registration.pk)
    return render(
        request,
        "conference/choices_form.html",
        {"form": form, "registration": registration, "conference": registration.conference},
    )
