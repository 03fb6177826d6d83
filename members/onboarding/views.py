from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from members.people.gates import members_only
from members.people.models import User

from . import flows
from .enums import BY_WORD
from .models import Step
from .queries import progress_for


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """The member's own onboarding; one who began before there were any sees that there is none."""
    return render(
        request,
        "onboarding/onboarding_mine.html",
        {"progress": progress_for(request.user)},
    )


@require_POST
@members_only
def tick(request: HttpRequest, step_id: int) -> HttpResponse:
    """The member says that a step is done; only a step that waits for their word can be ticked so."""
    step = get_object_or_404(Step, pk=step_id, deed__in=BY_WORD, is_active=True)
    if progress_for(request.user) is None:
        raise Http404
    flows.tick_by_hand(step=step, by=cast(User, request.user))
    return redirect("onboarding:mine")
