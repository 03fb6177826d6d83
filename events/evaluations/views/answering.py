"""The page of an evaluation: the questions for those who are asked, the answers for those who see them."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from .. import problems, queries, rules
from ..enums import FEWEST
from ..flows import answering
from ..forms import AnswerForm
from ..subjects import desk_of
from .charting import shown
from .finding import evaluation_at


@sensitive_post_parameters()
@never_cache
@form_page
@members_only
def page(request, subject: str) -> HttpResponse:
    """Answer, or see what was answered. That an answer was taken is said by the page itself: a message of the
    session would be a trace of when."""
    evaluation, about = evaluation_at(request.user, subject)
    asked = evaluation.was_opened and rules.is_asked(request.user, evaluation)
    answered = asked and queries.has_answered(request.user, evaluation)
    form = None
    if asked and not answered and evaluation.is_open:
        form = AnswerForm(
            request.POST or None, sections=queries.sections_for(request.user, evaluation)
        )
    if request.method == "POST":
        if form is None:
            return redirect(evaluation)
        if form.is_valid():
            try:
                answering.answer(evaluation=evaluation, given=form.given, by=request.user)
            except Refused as refused:
                if "answered" in refused.codes or "closed" in refused.codes:
                    return redirect(evaluation)
                put_on(form, refused)
            except ValidationError as problem:
                put_on(form, problem)
            else:
                return redirect(evaluation)
    desk = desk_of(evaluation)
    sees = rules.may_see(request.user, evaluation)
    return render(
        request,
        "evaluations/page.html",
        {
            "evaluation": evaluation,
            "about": about,
            "form": form,
            "asked": asked,
            "answered": answered,
            "at_desk": bool(desk),
            "desk": desk if sees else "",
            "sees": sees and not desk,
            "sets": rules.may_set(request.user, evaluation) and not desk,
            "set_blockers": problems.to_set(evaluation, request.user),
            "open_blockers": problems.to_open(evaluation),
            "results": shown(queries.results_of(evaluation)) if sees and not desk else [],
            "fewest": FEWEST,
        },
    )
