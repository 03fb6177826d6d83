"""Offering help with topics, and the asker's “not yet”."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.questions.queries import standing_for
from members.people.enums import Permission
from members.people.gates import members_only, requires
from portal.ui.methods import form_page

from . import flows, queries
from .forms import HelpingForm
from .models import WaitingSettings


@form_page
@requires(Permission.WRITE_IN_FORUM)
def helping(request):
    """The topics one would like to help with, saved together."""
    form = HelpingForm(
        request.POST if request.method == "POST" else None,
        initial={"topics": queries.topics_of(request.user)},
    )
    if form.is_bound and form.is_valid():
        flows.volunteer(topics=form.cleaned_data["topics"], by=request.user)
        messages.success(request, _("Thank you. Your choices are saved."))
        return redirect("waiting:helping")
    return render(
        request,
        "waiting/helping.html",
        {"form": form, "intervals": WaitingSettings.load(request_or_site=request)},
    )


@require_POST
@members_only
def not_yet(request, pk: int):
    """The asker says that it is not solved yet; for everybody else there is nothing here."""
    found = get_object_or_404(standing_for(request.user), pk=pk, author=request.user)
    flows.not_yet(question=found, by=request.user)
    messages.success(request, _("Thank you. We do not ask again."))
    return redirect("questions:question", found.pk)
