"""Reporting a text, and what came of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.questions.notices import place_of
from forum.questions.rules import may_moderate
from forum.questions.views.rewording import TEXTS
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import flows, queries
from ..forms import ReportForm
from ..problems import to_report


@form_page
@members_only
def report(request, pk, model):
    """Tell the secretariat what is wrong with a text. Whoever keeps order goes on to the case at once."""
    post = get_object_or_404(TEXTS[model](request.user), pk=pk)
    if blockers := to_report(post, request.user):
        say(request, blockers)
        return redirect(place_of(post))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mine = flows.report(post=post, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(
                request, _("Thank you. The secretariat looks at it, and you hear back.")
            )
            if may_moderate(request.user):
                return redirect("moderation_desk:case", mine.case_id)
            return redirect(place_of(post))
    case = queries.open_case_of(post)
    earlier = queries.reports_of(request.user).filter(case=case).first() if case else None
    return render(
        request,
        "moderation/report_form.html",
        {"form": form, "post": post, "back": place_of(post), "earlier": earlier},
    )


@require_safe
@members_only
def own_report(request, pk):
    """What one has reported oneself, and what came of it; of which text, as long as one may read there."""
    found = get_object_or_404(queries.reports_of(request.user), pk=pk)
    case = found.case
    post = TEXTS[type(case.post)](request.user).filter(pk=case.post.pk).first()
    return render(
        request,
        "moderation/report_detail.html",
        {
            "report": found,
            "case": case,
            "post": post,
            "place": place_of(post) if post else "",
        },
    )
