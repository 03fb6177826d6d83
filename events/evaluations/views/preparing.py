"""Deciding what is asked, or that nothing is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import default, problems
from ..flows import opening, preparing
from ..forms import DaysForm, asked_in, question_forms
from ..subjects import kind_of
from .finding import evaluation_set_by


@form_page
@members_only
def questions(request, subject: str) -> HttpResponse:
    """The questions, as they are or as they usually are, to be changed until somebody has answered."""
    evaluation, about = evaluation_set_by(request.user, subject)
    if stopped := problems.to_set(evaluation, request.user):
        say(request, stopped)
        return redirect(evaluation)
    if request.method == "POST":
        rows, days = question_forms(request.POST), DaysForm(request.POST)
        if rows.is_valid() and days.is_valid():
            try:
                preparing.ask(
                    subject=evaluation.subject,
                    questions=asked_in(rows),
                    days_open=days.cleaned_data["days_open"],
                    by=request.user,
                )
            except (Refused, ValidationError) as problem:
                put_on(days, problem)
            else:
                messages.success(request, _("The questions are saved."))
                return redirect(evaluation)
    else:
        kind, _number = kind_of(evaluation)
        known = list(evaluation.questions.all()) if evaluation.pk else default.questions_of(kind)
        fields = ("kind", "words", "low", "high", "options")
        rows = question_forms(
            initial=[{name: getattr(each, name) for name in fields} for each in known]
        )
        days = DaysForm(initial={"days_open": evaluation.days_open})
    return render(
        request,
        "evaluations/questions.html",
        {"evaluation": evaluation, "about": about, "rows": rows, "days": days},
    )


@require_POST
@members_only
def drop(request, subject: str) -> HttpResponse:
    """Ask nobody about this one."""
    evaluation, _about = evaluation_set_by(request.user, subject)
    try:
        preparing.drop(subject=evaluation.subject, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("Nobody is asked about this one."))
    return redirect(evaluation)


@require_POST
@members_only
def open_now(request, subject: str) -> HttpResponse:
    """Ask those who took part, without waiting for the clock."""
    evaluation, _about = evaluation_set_by(request.user, subject)
    try:
        if evaluation.pk is None:
            evaluation = preparing.ask(
                subject=evaluation.subject,
                questions=default.questions_of(kind_of(evaluation)[0]),
                by=request.user,
            )
        opening.open_now(evaluation=evaluation, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("Those who took part have been asked."))
    return redirect(evaluation)
