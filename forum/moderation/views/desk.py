"""The desk of those who keep order in the forum."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.questions import flows as forum
from forum.questions.enums import Reason
from forum.questions.forms import CloseForm, LockForm
from forum.questions.notices import files_address, place_of
from forum.questions.queries import questions_for
from forum.questions.views.ordering import closed
from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from .. import flows, queries
from ..enums import Tab
from ..forms import HideForm, MoveForm, SettleForm
from ..models import Case

keepers_only = requires(Permission.MODERATE_FORUM)


@keepers_only
@require_safe
def queue(request):
    """What has been reported, by tab and reason; both stand in the address."""
    shown, reason = request.GET.get("vis", ""), request.GET.get("grund", "")
    tab = Tab(shown) if shown in Tab.values else Tab.NEW
    reason = reason if reason in Reason.values else ""
    cases = queries.queue(request.user, tab=tab, reason=reason)
    page = Paginator(cases, queries.PAGE).get_page(request.GET.get("page"))
    found = queries.counts(request.user)
    return render(
        request,
        "moderation_desk/queue.html",
        {
            "page_obj": page,
            "tab": tab,
            "tabs": [(each, found[each]) for each in Tab],
            "reason": reason,
            "reasons": Reason.choices,
        },
    )


@keepers_only
@require_safe
def case(request, pk):
    """One case: the text, what is said of it, what has been done, and what can be."""
    return _page(request, _the_case(request, pk))


@keepers_only
@require_POST
def take(request, pk):
    """The case is mine; with `over` though another has it."""
    found = _the_case(request, pk)
    try:
        flows.take(case=found, over="over" in request.POST, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The case is yours."))
    return redirect("moderation_desk:case", pk)


@keepers_only
@require_POST
def hide(request, pk):
    """Hide the text while it is looked at, or with `undo` show it again."""
    found = _the_case(request, pk)
    if "undo" in request.POST:
        forum.show(post=found.post, by=request.user)
        messages.success(request, _("Everybody can read it again, and its author is told."))
        return redirect("moderation_desk:case", pk)
    form = HideForm(request.POST)
    if form.is_valid():
        try:
            forum.hide(post=found.post, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("It is hidden, and its author is told why."))
            return redirect("moderation_desk:case", pk)
    return _page(request, found, hide_form=form)


@keepers_only
@require_POST
def lock(request, pk):
    """Lock the question for the time being, or with `undo` let go of it."""
    found = _the_case(request, pk)
    question = found.post.thread
    if "undo" in request.POST:
        forum.unlock(question=question, by=request.user)
        messages.success(request, _("Everybody can write again."))
        return redirect("moderation_desk:case", pk)
    form = LockForm(request.POST)
    if form.is_valid():
        try:
            forum.lock(question=question, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("The question is locked, and the one who asked is told."))
            return redirect("moderation_desk:case", pk)
    return _page(request, found, lock_form=form)


@keepers_only
@require_POST
def close(request, pk):
    """Close the question, as a rule for good."""
    found = _the_case(request, pk)
    form = CloseForm(request.POST, questions=questions_for(request.user))
    if closed(request, found.post.thread, form):
        return redirect("moderation_desk:case", pk)
    return _page(request, found, close_form=form)


@keepers_only
@require_POST
def move(request, pk):
    """Let other people read the question: at once, or when those who wrote there agree. With `undo` they
    are not asked any more."""
    found = _the_case(request, pk)
    question = found.post.thread
    if "undo" in request.POST:
        waiting = queries.open_move_of(question)
        if waiting is not None:
            flows.withdraw(request=waiting, by=request.user)
            messages.success(request, _("Nobody is asked any more."))
        return redirect("moderation_desk:case", pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            made = flows.move(question=question, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(
                request,
                _("Those who wrote there are asked. It moves when all have said yes.")
                if made.is_open
                else _("The question has moved, and the one who asked is told why."),
            )
            return redirect("moderation_desk:case", pk)
    return _page(request, found, move_form=form)


@keepers_only
@require_POST
def settle(request, pk):
    """Say what came of it."""
    found = _the_case(request, pk)
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            flows.settle(case=found, **form.cleaned_data, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
            return redirect("moderation_desk:case", pk)
        messages.success(request, _("The case is settled, and those who reported it are told."))
        return redirect("moderation_desk:queue")
    return _page(request, found, settle_form=form)


def _the_case(request, pk) -> Case:
    return get_object_or_404(queries.with_all(queries.cases_for(request.user)), pk=pk)


def _page(
    request,
    found: Case,
    *,
    hide_form=None,
    lock_form=None,
    close_form=None,
    move_form=None,
    settle_form=None,
):
    post = found.post
    waiting = queries.open_move_of(post.thread)
    reports = list(found.reports.all())
    reason = reports[0].reason if reports else ""
    return render(
        request,
        "moderation_desk/case.html",
        {
            "case": found,
            "post": post,
            "question": post.thread,
            "place": place_of(post),
            "files_address": files_address(post),
            "reports": reports,
            "story": queries.story_of(found),
            "is_mine": found.assignee_id == request.user.pk,
            "hide_form": hide_form or HideForm(initial={"reason": reason}),
            "lock_form": lock_form or LockForm(),
            "close_form": close_form or CloseForm(questions=questions_for(request.user)),
            "move_form": move_form or MoveForm(),
            "waiting_move": waiting,
            "answered": queries.answered(waiting) if waiting else None,
            "settle_form": settle_form or SettleForm(),
        },
    )
