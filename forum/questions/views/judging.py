"""The small buttons of a question's page: each is a form that works without JavaScript."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from members.people.enums import Permission
from members.people.gates import members_only, requires
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import flows, queries
from ..models import Comment
from ..notices import address_of


def _answer(request, pk):
    return get_object_or_404(queries.answers_for(request.user).select_related("question"), pk=pk)


@require_POST
@members_only
def accept(request, pk):
    """The asker accepts an answer, or with `undo` takes it back."""
    answer = _answer(request, pk)
    try:
        if "undo" in request.POST:
            flows.unaccept(answer=answer, by=request.user)
        else:
            flows.accept(answer=answer, by=request.user)
            messages.success(request, _("Good that you got an answer. The question is solved."))
    except Refused as refused:
        say(request, refused.blockers)
    return redirect(address_of(answer))


@require_POST
@requires(Permission.CONFIRM_ANSWERS)
def confirm(request, pk):
    """The secretariat confirms an answer, or with `undo` takes it back."""
    answer = _answer(request, pk)
    try:
        flows.confirm(answer=answer, confirmed="undo" not in request.POST, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    return redirect(address_of(answer))


@require_POST
@members_only
def helpful(request, pk):
    """Mark an answer as helpful, or with `undo` no longer."""
    answer = _answer(request, pk)
    try:
        flows.mark_helpful(answer=answer, helpful="undo" not in request.POST, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    return redirect(address_of(answer))


@require_POST
@members_only
def bookmark(request, pk):
    """Keep the question among one's own, or with `undo` no longer."""
    question = get_object_or_404(queries.questions_for(request.user), pk=pk)
    kept = "undo" not in request.POST
    flows.bookmark(question=question, kept=kept, by=request.user)
    messages.success(request, _("Saved among yours.") if kept else _("No longer among yours."))
    return redirect("questions:question", pk)


@require_POST
@requires(Permission.WRITE_IN_FORUM)
def claim(request, pk):
    """Say that one is writing an answer, or with `undo` no longer."""
    question = get_object_or_404(queries.questions_for(request.user), pk=pk)
    try:
        if "undo" in request.POST:
            flows.unclaim(question=question, by=request.user)
        else:
            anonymous = "anonymous" in request.POST
            flows.claim(question=question, anonymous=anonymous, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    return redirect(reverse("questions:question", args=[pk]) + "#svar-her")


@require_GET
@members_only
def quote(request, pk):
    """To the answer form with this answer's words in it."""
    answer = _answer(request, pk)
    address = reverse("questions:question", args=[answer.question_id])
    return redirect(f"{address}?citer={answer.pk}#svar-her")


@require_POST
@requires(Permission.TRACE_ANONYMOUS)
def trace_question(request, pk):
    """Show who wrote an anonymous question."""
    question = get_object_or_404(queries.questions_for(request.user), pk=pk)
    return _traced(request, question, reverse("questions:question", args=[pk]))


@require_POST
@requires(Permission.TRACE_ANONYMOUS)
def trace_answer(request, pk):
    """Show who wrote an anonymous answer."""
    answer = _answer(request, pk)
    return _traced(request, answer, address_of(answer))


@require_POST
@requires(Permission.TRACE_ANONYMOUS)
def trace_comment(request, pk):
    """Show who wrote an anonymous comment."""
    comment = get_object_or_404(
        Comment.objects.filter(answer__in=queries.answers_for(request.user)).select_related(
            "answer"
        ),
        pk=pk,
    )
    return _traced(request, comment, address_of(comment.answer))


def _traced(request, post, back: str):
    # The answer to the POST itself: the name stands in no address and no list of visited pages.
    try:
        author = flows.trace_author(post=post, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
        return redirect(back)
    return render(request, "questions/author_traced.html", {"author": author, "back": back})
