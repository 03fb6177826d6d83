"""The list, and a meeting."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members.groups.queries import groups_for
from members.people.gates import members_only

from .. import problems, queries, rules
from ..calendar import calendar_answer
from ..forms import GuestForm, ProposalForm, RegretsForm, SignUpForm
from ..models import Meeting

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
    return page(request, meeting)


def page(request, meeting: Meeting, **forms) -> HttpResponse:
    """The meeting's page; `forms` are those that were sent and have something wrong."""
    runs = rules.may_run(request.user, meeting.group)
    coming = list(queries.people_coming(request.user, meeting))
    answer = queries.answer_of(request.user, meeting)
    tally = queries.tally_of(meeting)
    return render(
        request,
        "meetings/meeting_detail.html",
        {
            "meeting": meeting,
            "agenda": queries.agenda_of(meeting),
            "coming": coming,
            "gone": tally.coming - len(coming),
            "tally": tally,
            "answer": answer,
            "place_in_line": queries.place_in_line(answer) if answer else None,
            "blockers": problems.to_come(meeting, request.user),
            "full": meeting.seats_left == 0,
            "runs": runs,
            "series": queries.series_of(request.user, meeting),
            "sees_link": rules.may_see_link(request.user, meeting, meeting.my_answer),
            "warnings": problems.to_notice(meeting) if runs else [],
            "sign_up_form": SignUpForm(meeting=meeting, answer=answer),
            "proposals": queries.proposals_for(request.user, meeting, runs=runs),
            "may_propose": meeting.is_open and rules.may_propose(request.user, meeting),
            "may_order": runs and not problems.to_change(meeting, request.user),
            "proposal_form": ProposalForm(),
            "regrets_form": RegretsForm(),
            "guest_form": GuestForm(),
            **forms,
        },
    )


@require_GET
@members_only
def calendar_file(request, pk: int) -> HttpResponse:
    """The meeting for the reader's own calendar."""
    meeting = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    return calendar_answer(meeting, request.user)
