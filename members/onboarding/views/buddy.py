"""A buddy's pages: being asked, and whom one helps."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.enums import Offer
from members.people.gates import members_only
from members.people.models import User
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import flows
from ..forms import HelpingForm
from ..queries import asks_for, helped_by, home_of


@require_safe
@members_only
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Would you be this new member's buddy? The link in the letter only shows; a button answers."""
    found = get_object_or_404(asks_for(request.user), pk=pk)
    return render(
        request,
        "onboarding/buddy_ask.html",
        {
            "ask": found,
            "newcomer": found.onboarding.person,
            "place": home_of(found.onboarding.person_id),
        },
    )


@require_POST
@members_only
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, with pleasure."""
    user = cast(User, request.user)
    found = get_object_or_404(asks_for(user), pk=pk)
    try:
        flows.accept(ask=found, by=user)
    except Refused as refused:
        say(request, refused.blockers)
        return redirect("onboarding:ask", pk)
    messages.success(request, _("Thank you. You have been introduced to each other."))
    return redirect("onboarding:helping")


@require_POST
@members_only
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this time; nobody asks why."""
    user = cast(User, request.user)
    found = get_object_or_404(asks_for(user), pk=pk)
    try:
        flows.decline(ask=found, by=user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("That is quite all right. Another colleague is asked."))
    return redirect("onboarding:helping")


@form_page
@members_only
def helping(request: HttpRequest) -> HttpResponse:
    """Whom one helps, what one is asked, and how many one would like to help."""
    user = cast(User, request.user)
    offers = Offer.BUDDY in user.offers
    form = HelpingForm(
        request.POST if request.method == "POST" else None,
        initial={"capacity": user.buddy_capacity if offers else 0},
    )
    if form.is_bound and form.is_valid():
        flows.help_so_many(**form.cleaned_data, by=user)
        messages.success(request, _("It is kept."))
        return redirect("onboarding:helping")
    return render(
        request,
        "onboarding/buddy_helping.html",
        {
            "form": form,
            "asks": asks_for(user).filter(said=""),
            "helped": helped_by(user),
        },
    )


@require_POST
@members_only
def met(request: HttpRequest, pk: int) -> HttpResponse:
    """The buddy says that the two have met."""
    user = cast(User, request.user)
    onboarding = get_object_or_404(helped_by(user), pk=pk)
    flows.tick_met(onboarding=onboarding, by=user)
    messages.success(request, _("It is noted, and the step is ticked."))
    return redirect("onboarding:helping")
