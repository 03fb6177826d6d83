"""Keeping order on a question's page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.refusals import put_on

from .. import flows, queries
from ..forms import CloseForm, LawForm, LockForm
from .questions import page_of


@require_POST
@requires(Permission.MODERATE_FORUM)
def close(request, pk):
    """Close a question, or with `undo` open it again."""
    question = _question(request, pk)
    if "undo" in request.POST:
        flows.reopen(question=question, by=request.user)
        messages.success(request, _("The question takes answers again."))
        return redirect("questions:question", pk)
    form = CloseForm(request.POST, questions=queries.questions_for(request.user))
    if form.is_valid():
        try:
            flows.close(question=question, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused, form.FIELD_OF)
        except ValidationError as problem:
            form.add_error("note", problem)
        else:
            messages.success(request, _("The question is closed, and the one who asked is told."))
            return redirect("questions:question", pk)
    return page_of(request, pk, order_form=form)


@require_POST
@requires(Permission.MODERATE_FORUM)
def lock(request, pk):
    """Lock a question for the time being, or with `undo` let go of it."""
    question = _question(request, pk)
    if "undo" in request.POST:
        flows.unlock(question=question, by=request.user)
        messages.success(request, _("Everybody can write again."))
        return redirect("questions:question", pk)
    form = LockForm(request.POST)
    if form.is_valid():
        try:
            flows.lock(question=question, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("The question is locked, and the one who asked is told."))
            return redirect("questions:question", pk)
    return page_of(request, pk, lock_form=form)


@require_POST
@requires(Permission.MODERATE_FORUM)
def archive(request, pk):
    """Archive a question, or with `undo` take it out again."""
    archived = "undo" not in request.POST
    flows.archive(question=_question(request, pk), archived=archived, by=request.user)
    return redirect("questions:question", pk)


@require_POST
@requires(Permission.CONFIRM_ANSWERS)
def law(request, pk):
    """Say whether the law is settled, or nothing of it."""
    form = LawForm(request.POST)
    if form.is_valid():
        flows.say_the_law(question=_question(request, pk), **form.cleaned_data, by=request.user)
    return redirect("questions:question", pk)


def _question(request, pk):
    return get_object_or_404(queries.questions_for(request.user), pk=pk)
