"""What those who run a course decide: announce it, call it off, go on with few, mark it as held."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page

from .. import problems, queries
from ..flows import planning
from .planning import refuse, run_by


@form_page
@members_only
def publish(request, pk: int) -> HttpResponse:
    """Asks once, saying who is told, and announces it."""
    course = run_by(request.user, pk)
    found = problems.to_publish(course, request.user)
    if found:
        return refuse(request, course, Refused(found))
    if request.method == "POST":
        return _decide(
            request,
            course,
            planning.publish,
            gettext_lazy("The course is announced, and the members have been told."),
        )
    told = queries.audience_of(course).exclude(pk=request.user.pk).count()
    return render(request, "courses/course_publish.html", {"course": course, "told": told})


@form_page
@members_only
def cancel(request, pk: int) -> HttpResponse:
    """Asks once, and calls it off (or throws a draft away)."""
    course = run_by(request.user, pk)
    is_draft = course.published_at is None
    found = (problems.to_discard if is_draft else problems.to_cancel)(course, request.user)
    if found:
        return refuse(request, course, Refused(found))
    if request.method == "POST" and is_draft:
        try:
            planning.discard(course=course, by=request.user)
        except Refused as refused:
            return refuse(request, course, refused)
        messages.success(request, _("The draft is gone."))
        return redirect("courses:list")
    if request.method == "POST":
        return _decide(
            request,
            course,
            planning.cancel,
            gettext_lazy("The course is cancelled, and those who take it have been told."),
        )
    told = queries.concerned_by(course).exclude(pk=request.user.pk).count()
    return render(
        request,
        "courses/course_cancel.html",
        {"course": course, "is_draft": is_draft, "told": told},
    )


@require_POST
@members_only
def hold(request, pk: int) -> HttpResponse:
    course = run_by(request.user, pk)
    return _decide(request, course, planning.hold, gettext_lazy("The course is marked as held."))


@require_POST
@members_only
def go_on(request, pk: int) -> HttpResponse:
    course = run_by(request.user, pk)
    return _decide(
        request, course, planning.go_on, gettext_lazy("It is noted: the course is held.")
    )


def _decide(request, course, flow, done) -> HttpResponse:
    try:
        flow(course=course, by=request.user)
    except Refused as refused:
        return refuse(request, course, refused)
    messages.success(request, str(done))
    return redirect(course)
