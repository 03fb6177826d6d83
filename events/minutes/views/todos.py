"""To-dos: one's own, those of the groups one runs, and one of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import queries, rules
from ..flows import doing
from .finding import todo_seen_by

MOST = 100


@require_safe
@members_only
def todos(request) -> HttpResponse:
    """What the reader has promised, and what is open in the groups they run."""
    own = list(queries.own_todos(request.user)[:MOST])
    others = queries.group_todos(request.user).exclude(pk__in=[todo.pk for todo in own])
    return render(
        request,
        "minutes/todos.html",
        {
            "own": own,
            "done": queries.done_todos(request.user)[:10],
            "others": list(others[:MOST]),
        },
    )


@form_page
@members_only
def todo(request, todo_id: int) -> HttpResponse:
    """One to-do; its owner ticks it done, or not done after all."""
    found = todo_seen_by(request.user, todo_id)
    if request.method == "POST":
        done = request.POST.get("done") == "1"
        try:
            doing.set_done(todo=found, done=done, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("Done. Thank you!") if done else _("It is open again."))
        if request.POST.get("back") == "home":
            return redirect("home_member")
        return redirect(found)
    return render(
        request,
        "minutes/todo.html",
        {
            "todo": found,
            "section": found.section,
            "minutes": found.section.minutes,
            "meeting": found.section.minutes.meeting,
            "may_do": rules.may_do(request.user, found),
            "may_read": rules.may_view(request.user, found.section.minutes),
        },
    )
