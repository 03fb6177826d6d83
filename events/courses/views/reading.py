"""The list, and a course."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.people.gates import members_only

from .. import problems, queries, rules
from ..calendar import calendar_answer
from ..forms.answers import EnrolForm
from ..models import Course

PAGE = 20
#: What the list shows, by what stands in the address.
SHOWS = {
    "": queries.coming,
    "tidligere": queries.past,
    "kladder": queries.drafts,
}
MINE = "mine"


@require_safe
@members_only
def course_list(request) -> HttpResponse:
    """Coming courses, past ones, one's own, or drafts."""
    shows = request.GET.get("vis", "")
    found = queries.courses_for(request.user)
    if shows == MINE:
        found = queries.own_courses(found, request.user).order_by("-starts_at", "-pk")
    else:
        shows = shows if shows in SHOWS else ""
        found = SHOWS[shows](found)
    return render(
        request,
        "courses/course_list.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "shows": shows,
            "may_plan": rules.may_run_any(request.user),
            "has_drafts": queries.drafts(queries.courses_for(request.user)).exists(),
        },
    )


@require_safe
@members_only
def detail(request, pk: int) -> HttpResponse:
    """One course: when, where, about what, who teaches, and where the reader stands with it."""
    course = get_object_or_404(queries.courses_for(request.user), pk=pk)
    return page(request, course)


def page(request, course: Course, **forms) -> HttpResponse:
    """The course's page; `forms` are those that were sent and have something wrong."""
    runs = rules.may_run(request.user, course)
    teaches = rules.teaches(request.user, course)
    enrolment = queries.enrolment_of(request.user, course)
    return render(
        request,
        "courses/course_detail.html",
        {
            "course": course,
            "tally": queries.tally_of(course),
            "enrolment": enrolment,
            "place_in_line": queries.place_in_line(enrolment) if enrolment else None,
            "blockers": problems.to_sign_up(course, request.user),
            "full": course.seats_left == 0,
            "runs": runs,
            "teaches": teaches,
            "bases": queries.built_on(request.user, course),
            "sees_link": rules.may_see_link(request.user, course, course.my_place),
            "too_few": runs and problems.is_below_minimum(course),
            "may_change": runs and not problems.to_change(course, request.user),
            "may_cancel": runs and not problems.to_cancel(course, request.user),
            "may_hold": runs and not problems.to_hold(course, request.user),
            "enrol_form": EnrolForm(course=course),
            **forms,
        },
    )


@require_safe
@members_only
def calendar_file(request, pk: int) -> HttpResponse:
    """The course's dates for the reader's own calendar."""
    course = get_object_or_404(queries.courses_for(request.user), pk=pk)
    return calendar_answer(course, request.user)
