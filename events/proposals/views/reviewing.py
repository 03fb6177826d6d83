"""The programme group's pages: all that has been sent in, and one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from .. import problems, queries, rules
from ..flows import reviewing
from ..forms import ReviewForm
from .gate import call_at, proposal_of


@require_safe
@members_only
def panel(request, conference: int) -> HttpResponse:
    """What one has not reviewed first; then what the group likes best."""
    call = call_at(request.user, conference)
    if not rules.is_panelist(request.user, call):
        raise PermissionDenied
    rows = queries.ranking(request.user, call)
    return render(
        request,
        "proposals/panel.html",
        {
            "call": call,
            "conference": call.conference,
            "rows": rows,
            "waiting": sum(row.is_waiting for row in rows),
        },
    )


@form_page
@members_only
def review(request, pk: int) -> HttpResponse:
    """One proposal, one's own score and comment, and then what the others think."""
    found = proposal_of(request.user, pk)
    if not rules.may_review(request.user, found):
        raise PermissionDenied
    own = queries.own_review(request.user, found)
    first = {"score": own.score, "comment": own.comment} if own else None
    form = ReviewForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.review(proposal=found, **form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("Your review is kept."))
            return redirect("proposals:review", pk)
    return render(
        request,
        "proposals/review.html",
        {
            "proposal": found,
            "conference": found.call.conference,
            "form": form,
            "own": own,
            "is_stale": own is not None and own.written_at < found.changed_at,
            "reviews": queries.reviews_for(request.user, found),
            "blockers": problems.to_review(found, request.user),
        },
    )
