"""What waits to be billed, what has been, and the one button that does it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from events.conference.windows import page_of
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from ... import problems, queries, standing
from ...due import all_due
from ...flows import deciding, issuing
from ...forms.deciding import LateForm
from .gate import GET_AND_POST, conference_of, managers_only, registration_of


@require_safe
@managers_only
def overview(request, pk: int) -> HttpResponse:
    """Who is charged what and has no document yet, what has changed since it was billed, and every document
    with what is known of its payment; a page at a time, but what is billed at once is all that waits."""
    conference = conference_of(request, pk)
    due = all_due(conference)
    seller = queries.seller()
    rows = standing.rows(request.user, conference)
    changes = [each for each in due if each.is_change]
    new = [each for each in due if not each.is_change]
    page, cuts = page_of(
        [len(changes), len(new), len(rows)], request.GET.get("page"), whole="alt" in request.GET
    )
    here = [cut or slice(0, 0) for cut in cuts]
    return render(
        request,
        "billing_desk/overview.html",
        {
            "conference": conference,
            "seller": seller,
            "due": due,
            "changes": changes[here[0]],
            "new": new[here[1]],
            "page_obj": page,
            "due_total": sum(each.total for each in due),
            "late": queries.late_ones(request.user, conference),
            "decisions": queries.decisions(request.user, conference),
            "has_rows": bool(rows),
            "rows": rows[here[2]],
            "sums": standing.sums(rows),
            "is_open": conference.registration_closes_at > timezone.now(),
            "blockers": problems.to_bill(seller, request.user),
        },
    )


@require_POST
@managers_only
def bill(request, pk: int) -> HttpResponse:
    """Bill what is ticked, or all that was shown; of the form nothing but what names it is read."""
    conference = conference_of(request, pk)
    tokens = request.POST.getlist("alle" if "all" in request.POST else "due")
    try:
        if not tokens:
            raise Refused([problems.NOTHING_CHOSEN])
        issued = issuing.bill(conference=conference, tokens=tokens, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        if issued:
            words = ngettext(
                "%(count)d document is issued.", "%(count)d documents are issued.", len(issued)
            )
            messages.success(request, words % {"count": len(issued)})
        else:
            messages.info(request, _("That had been billed already."))
    return redirect("billing_desk:overview", pk)


@GET_AND_POST
@managers_only
def late(request, pk: int, registration_id: int) -> HttpResponse:
    """Whether somebody who gave their seat back late is charged."""
    conference = conference_of(request, pk)
    found = registration_of(request, conference, registration_id)
    if stopped := problems.to_decide(found, request.user):
        say(request, stopped)
        return redirect("billing_desk:overview", pk)
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.decide(registration=found, **form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("It is decided."))
            return redirect("billing_desk:overview", pk)
    return render(
        request,
        "billing_desk/late.html",
        {"conference": conference, "registration": found, "form": form},
    )
