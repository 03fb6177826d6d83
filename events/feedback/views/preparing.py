"""Deciding what those who come are asked, or that nobody is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.evaluations import problems
from events.evaluations.enums import EACH, MOST_OF_A_PART
from events.evaluations.flows import opening, preparing
from events.evaluations.forms import DaysForm, asked_in, question_forms
from events.evaluations.spreading import ASKS
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import default
from ..queries import subject_of
from .gate import evaluated, managers_only


def _of_sessions(data=None, *, initial=()):
    """The rows of what is asked about each session."""
    return question_forms(data, initial=initial, prefix="ses", most=MOST_OF_A_PART)


@form_page
@managers_only
def questions(request, pk: int) -> HttpResponse:
    """The questions of the whole and of each session, as they are or as they usually are; to be changed until
    somebody has answered."""
    conference, evaluation = evaluated(request, pk)
    if stopped := problems.to_set(evaluation, request.user):
        say(request, stopped)
        return redirect("feedback_desk:overview", pk)
    if request.method == "POST":
        whole = question_forms(request.POST)
        each = _of_sessions(request.POST)
        days = DaysForm(request.POST)
        if all([whole.is_valid(), each.is_valid(), days.is_valid()]):
            try:
                preparing.ask(
                    subject=subject_of(conference),
                    questions=[*asked_in(whole), *asked_in(each, EACH)],
                    days_open=days.cleaned_data["days_open"],
                    by=request.user,
                )
            except (Refused, ValidationError) as problem:
                put_on(days, problem)
            else:
                messages.success(request, _("The questions are saved."))
                return redirect("feedback_desk:overview", pk)
    else:
        known = list(evaluation.questions.filter(part__in=["", EACH])) if evaluation.pk else []
        asked = known or default.questions()
        whole = question_forms(initial=_rows(asked, ""))
        each = _of_sessions(initial=_rows(asked, EACH))
        days = DaysForm(initial={"days_open": evaluation.days_open})
    return render(
        request,
        "feedback_desk/questions.html",
        {"conference": conference, "days": days, "whole": whole, "each": each},
    )


def _rows(asked, part: str) -> list[dict]:
    return [{name: getattr(row, name) for name in ASKS} for row in asked if row.part == part]


@require_POST
@managers_only
def open_now(request, pk: int) -> HttpResponse:
    """Ask those who came, without waiting for the clock."""
    conference, evaluation = evaluated(request, pk)
    try:
        if not (evaluation.pk and evaluation.questions.exists()):
            evaluation = preparing.ask(
                subject=subject_of(conference), questions=default.questions(), by=request.user
            )
        opening.open_now(evaluation=evaluation, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("Those who took part have been asked."))
    return redirect("feedback_desk:overview", pk)


@require_POST
@managers_only
def drop(request, pk: int) -> HttpResponse:
    """Ask nobody about this conference."""
    conference, _evaluation = evaluated(request, pk)
    try:
        preparing.drop(subject=subject_of(conference), by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("Nobody is asked about this one."))
    return redirect("feedback_desk:overview", pk)
