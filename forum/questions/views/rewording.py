"""Changing, deleting and looking back at what was written; one set of pages for the three kinds of text."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused, stop_if
from portal.ui.refusals import put_on, say

from .. import flows, queries, rules
from ..forms import CommentEditForm
from ..models import Answer, Comment, Question, Revision
from ..notices import files_address, place_of
from ..pace import Deed, overdone

TEXTS = {
    Question: queries.questions_for,
    Answer: lambda user: queries.answers_for(user).select_related("question"),
    Comment: lambda user: queries.comments_for(user).select_related("answer__question"),
}
DELETE = {
    Question: lambda post, by: flows.delete_question(question=post, by=by),
    Answer: lambda post, by: flows.delete_answer(answer=post, by=by),
    Comment: lambda post, by: flows.delete_comment(comment=post, by=by),
}


@require_http_methods(["GET", "POST"])
@members_only
def edit_comment(request, pk):
    """One's own comment again."""
    comment = get_object_or_404(TEXTS[Comment](request.user), pk=pk)
    if not rules.may_edit(request.user, comment):
        raise PermissionDenied
    form = CommentEditForm(request.POST or None, initial={"text": comment.text})
    if request.method == "POST" and form.is_valid():
        try:
            stop_if(overdone(Deed.POST, by=request.user))
            flows.edit_comment(comment=comment, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Your comment has been changed."))
            return redirect(place_of(comment))
    context = {
        "form": form,
        "comment": comment,
        "answer": comment.answer,
        "back": place_of(comment),
    }
    return render(request, "questions/comment_form.html", context)


@require_http_methods(["GET", "POST"])
@members_only
def delete(request, pk, model):
    """Asks once, and takes the words away."""
    post = get_object_or_404(TEXTS[model](request.user), pk=pk)
    if not rules.may_delete(request.user, post):
        raise PermissionDenied
    if request.method == "POST":
        try:
            DELETE[model](post, request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("It has been deleted."))
        return redirect(place_of(post))
    return render(
        request,
        "questions/post_delete.html",
        {
            "post": post,
            "question": post.thread,
            "back": place_of(post),
            "is_own": rules.wrote(request.user, post),
            "files_address": files_address(post),
        },
    )


@require_GET
@members_only
def history(request, pk, model):
    """How a text has read before, and what was changed each time."""
    post = get_object_or_404(TEXTS[model](request.user), pk=pk)
    if not rules.may_read(request.user, post):
        raise PermissionDenied
    return render(
        request,
        "questions/post_history.html",
        {
            "post": post,
            "question": post.thread,
            "back": place_of(post),
            "wordings": queries.wordings(post),
            "may_forget": rules.may_delete(request.user, post),
        },
    )


@require_POST
@members_only
def forget(request, pk):
    """Delete one earlier wording for good."""
    revision = get_object_or_404(
        Revision.objects.select_related(
            "question", "answer__question", "comment__answer__question"
        ),
        pk=pk,
    )
    post = revision.post
    if not rules.may_view(request.user, post.thread) or not rules.may_delete(request.user, post):
        raise PermissionDenied
    flows.forget_wording(revision=revision, by=request.user)
    messages.success(request, _("The earlier wording is gone for good."))
    return redirect(post.history_address)
