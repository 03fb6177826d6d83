"""A newcomer's own pages."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.gates import members_only
from members.people.models import User
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import flows, subjects
from ..enums import BY_WORD
from ..models import Step
from ..queries import helped_by, progress_for, slots_for, with_what_is_gone


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """The member's own onboarding; one who began before there were any sees that there is none."""
    progress = progress_for(request.user)
    if progress is not None:
        progress = with_what_is_gone(progress)
    slots = list(slots_for(request.user)) if progress else []
    own = next((slot for slot in slots if slot.taken_by_id == request.user.pk), None)
    return render(
        request,
        "onboarding/onboarding_mine.html",
        {
            "progress": progress,
            "done_with": subjects.in_words(item.about for item in progress.items)
            if progress
            else {},
            "own_slot": own,
            "slots": [slot for slot in slots if slot.taken_by_id is None][:8],
            "helps": helped_by(request.user).exists(),
        },
    )


@require_POST
@members_only
def tick(request: HttpRequest, step_id: int) -> HttpResponse:
    """The member says that a step is done; only a step that waits for their word can be ticked so."""
    step = get_object_or_404(Step, pk=step_id, deed__in=BY_WORD, is_active=True)
    progress = progress_for(request.user)
    if progress is None or step.track_id != progress.onboarding.track_id:
        raise Http404
    flows.tick_by_hand(step=step, by=cast(User, request.user))
    return redirect("onboarding:mine")


@require_POST
@members_only
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a time for the introductory meeting. One that somebody was quicker to take is not in the
    list, and is answered like one."""
    user = cast(User, request.user)
    if progress_for(user) is None:
        raise Http404
    slot = slots_for(user).filter(pk=pk).first()
    if slot is None:
        messages.error(request, _("That time is not free any more. Choose another one."))
        return redirect("onboarding:mine")
    try:
        flows.book(slot=slot, by=user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The time is yours."))
    return redirect("onboarding:mine")


@require_POST
@members_only
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the time back for somebody else."""
    user = cast(User, request.user)
    slot = get_object_or_404(slots_for(user), pk=pk, taken_by=user)
    if flows.give_back(slot=slot, by=user):
        messages.success(
            request, _("The time is free again. Choose another one when it suits you.")
        )
    return redirect("onboarding:mine")
