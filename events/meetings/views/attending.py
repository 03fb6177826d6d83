"""The list, a meeting, and one's answer to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from members.groups.queries import groups_for
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import problems, queries, rules
from ..calendar import calendar_answer
from ..flows import attending

PAGE = 20
MINE = "mine"


@require_GET
@members_only
def meeting_list(request) -> HttpResponse:
    """Coming meetings by month, or past ones; all, one's own, or one group's."""
    groups = list(groups_for(request.user))
    chosen = request.GET.get("gruppe", "")
    found = queries.meetings_for(request.user)
    if chosen == MINE:
        found = queries.own_meetings(found, request.user)
    elif chosen.isdecimal() and len(chosen) < 10:
        found = found.filter(group=int(chosen))
    shows_past = request.GET.get("tid") == "tidligere"
    found = queries.past(found) if shows_past else queries.coming(found)
    return render(
        request,
        "meetings/meeting_list.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "shows_past": shows_past,
            "groups": groups,
            "chosen": chosen,
            "may_plan": queries.groups_run_by(request.user).exists(),
        },
    )


@require_GET
@members_only
def detail(request, pk: int) -> HttpResponse:
    """One meeting: when, where, about what, who comes, and the reader's answer."""
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    runs = rules.may_run(request.user, meeting.group)
    coming = list(queries.people_coming(request.user, meeting))
    return render(
        request,
        "meetings/meeting_detail.html",
        {
            "meeting": meeting,
            "agenda": queries.agenda_of(meeting),
            "coming": coming,
            "gone": meeting.taken - len(coming),
            "blockers": problems.to_sign_up(meeting, request.user),
            "runs": runs,
            "sees_link": rules.may_see_link(request.user, meeting),
            "warnings": problems.to_notice(meeting) if runs else [],
        },
    )


@require_GET
@members_only
def calendar_file(request, pk: int) -> HttpResponse:
    """The meeting for the reader's own calendar."""
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    return calendar_answer(meeting, link=rules.may_see_link(request.user, meeting))


@require_POST
@members_only
def sign_up(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    try:
        attending.sign_up(meeting=meeting, person=request.user, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("You are signed up."))
    return redirect(meeting)


@require_POST
@members_only
def send_regrets(request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    try:
        attending.send_regrets(meeting=meeting, person=request.user, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("Your regrets are noted."))
    return redirect(meeting)
