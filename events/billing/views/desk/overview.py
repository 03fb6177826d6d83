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
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ... import due, problems, queries, standing
from ...flows import deciding, issuing
from ...forms.deciding import LateForm
from .gate import conference_of, managers_only, registration_of


@require_safe
@managers_only
def overview(request, pk: int) -> HttpResponse:
    """Who is charged what and has no document yet, what has changed since it was billed, and every document
    with what is known of its payment; a page at a time, but what is billed at once is all that waits."""
    conference = conference_of(request, pk)
    waiting, known = due.reckoned(conference), standing.known(request.user, conference)
    changes = [each for each in waiting if each.is_change]
    new = [each for each in waiting if not each.is_change]
    page, cuts = page_of(
        [len(changes), len(new), len(known)], request.GET.get("page"), whole="alt" in request.GET
    )
    here = [cut or slice(0, 0) for cut in cuts]
    shown = due.in_words(conference, [*changes[here[0]], *new[here[1]]])
    seller = queries.seller()
    return render(
        request,
        "billing_desk/overview.html",
        {
            "conference": conference,
            "seller": seller,
            "changes": [each for each in shown if each.is_change],
            "new": [each for each in shown if not each.is_change],
            "page_obj": page,
            "all_token": due.token_of(waiting) if waiting else "",
            "due_total": sum(each.total for each in waiting),
            "late": queries.late_ones(request.user, conference),
            "decisions": queries.decisions(request.user, conference),
            "has_rows": bool(known),
            "rows": standing.rows(request.user, conference, here[2]),
            "sums": standing.sums(known),
            "is_open": conference.registration_closes_at > timezone.now(),
            "blockers": problems.to_bill(seller, request.user),
        },
    )


@require_POST
@managers_only
def bill(request, pk: int) -> HttpResponse:
    """Bill what is ticked, or all that waited when the page was shown; of the form nothing but what names it
    is read."""
    conference, by = conference_of(request, pk), request.user
    everything, ticked = request.POST.get("all", ""), request.POST.getlist("due")
    try:
        if everything:
            issued = issuing.bill_all(conference=conference, token=everything, by=by)
        elif ticked:
            issued = issuing.bill(conference=conference, tokens=ticked, by=by)
        else:
            raise Refused([problems.NOTHING_CHOSEN])
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


@form_page
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
