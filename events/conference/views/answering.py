"""Answers to what is held, giving up a part, and the room that one shares."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from .. import booking_problems, queries
from ..flows import booking, registering, sharing
from ..forms.sharing import ShareForm
from .own import page
from .present import own, to_receipt


@require_POST
@members_only
def answer_seat(request, pk: int) -> HttpResponse:
    """Yes or no to the seat that is held."""
    registration = own(request.user, pk)
    takes = request.POST.get("svar") == "ja"
    try:
        if takes:
            registering.accept(registration=registration, by=request.user)
        else:
            registering.decline(registration=registration, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(
            request, _("The seat is yours.") if takes else _("The seat has been passed on.")
        )
        if not takes:
            return redirect("conference:home")
    return to_receipt(registration)


@require_POST
@members_only
def answer_part(request, pk: int, number: int) -> HttpResponse:
    """Take what is held of a part ("ja"), pass on the offer or leave the line ("nej"), or give up what one
    has ("opgiv"): a no from an old page gives up nothing that has been taken since. Of what is not there any
    more the receipt says how it stands."""
    registration = own(request.user, pk)
    takes = request.POST.get("svar") == "ja"
    found = (
        registration.bookings.select_related("part__session", "registration__conference")
        .filter(part=number)
        .first()
    )
    if found is None:
        say(request, [booking_problems.OFFER_GONE] if takes else [])
        return to_receipt(registration)
    facts = {"title": found.part}
    deeds = {"ja": booking.accept, "opgiv": booking.leave}
    try:
        deeds.get(request.POST.get("svar", ""), booking.decline)(booking=found, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        words = _("“%(title)s” is yours.") if takes else _("You have given up “%(title)s”.")
        messages.success(request, words % facts)
    return to_receipt(registration)


@require_POST
@members_only
def ask_to_share(request, pk: int) -> HttpResponse:
    """Ask somebody by name to share a room."""
    registration = own(request.user, pk)
    form = ShareForm(request.POST, beside=queries.confirmed_beside(registration))
    if form.is_valid():
        other = form.cleaned_data["who"]
        try:
            sharing.ask(registration=registration, other=other, by=request.user)
        except Refused as refused:
            put_on(form, refused, {each.code: "who" for each in refused.blockers})
        else:
            messages.success(request, _("%(name)s has been asked.") % {"name": other.person.name})
            return to_receipt(registration, "#vaerelse")
    return page(request, registration, form)


@require_POST
@members_only
def take_alone(request, pk: int) -> HttpResponse:
    """Whoever is left in a room for two pays for it as for a room of their own."""
    registration = own(request.user, pk)
    try:
        sharing.settle_alone(registration=registration, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The room is yours alone."))
    return to_receipt(registration, "#vaerelse")


@require_POST
@members_only
def answer_share(request, pk: int, share: int) -> HttpResponse:
    """Say yes to sharing a room, say no, take the question back, or go separate ways. Where there is
    nothing to answer any more the receipt says how it stands."""
    registration = own(request.user, pk)
    found = queries.shares_of(registration).filter(pk=share).first()
    if found is None:
        return to_receipt(registration, "#vaerelse")
    agrees = request.POST.get("svar") == "ja" and found.asked_id == registration.pk
    try:
        (sharing.agree if agrees else sharing.part_ways)(share=found, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        words = _("You share a room.") if agrees else _("You do not share a room.")
        messages.success(request, words)
    return to_receipt(registration, "#vaerelse")
