"""Keeping order on a question's page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from .. import flows, queries
from ..enums import Closing
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
    if closed(request, question, form):
        return redirect("questions:question", pk)
    return page_of(request, pk, order_form=form)


def closed(request, question, form: CloseForm) -> bool:
    """Close a question as the form says, with its answers or without; False when the form is to be shown
    again. Where the answers cannot go along the question leads on all the same, and the page says why."""
    if not form.is_valid():
        return False
    said = dict(form.cleaned_data)
    along = said.pop("with_answers") and said["same_as"] is not None
    try:
        try:
            if along and said["closing"] == Closing.DUPLICATE:
                into = said["same_as"]
                flows.merge(question=question, into=into, note=said["note"], by=request.user)
                messages.success(
                    request, _("The answers have moved, and those who wrote are told.")
                )
                return True
        except Refused as refused:
            if refused.codes != ["other_readers"]:
                raise
            say(request, refused.blockers)
        flows.close(question=question, **said, by=request.user)
    except Refused as refused:
        put_on(form, refused, form.FIELD_OF)
        return False
    except ValidationError as problem:
        form.add_error("note", problem)
        return False
    messages.success(request, _("The question is closed, and the one who asked is told."))
    return True


@require_POST
@requires(Permission.MODERATE_FORUM)
def merge(request, pk):
    """Let the answers of a question that leads on to another go there, too."""
    question = _question(request, pk)
    if question.duplicate_of is None:
        messages.info(request, _("The question leads on to no other."))
        return redirect("questions:question", pk)
    try:
        flows.merge(question=question, into=question.duplicate_of, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The answers have moved, and those who wrote are told."))
    return redirect("questions:question", pk)


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
