"""The pages of those who run courses: plan, change, and plan the next run."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say
from portal.ui.rows import typed

from .. import problems, queries, rules
from ..flows import changing, copying, planning
from ..forms.facts import FIELDS, CourseForm
from ..forms.rows import date_forms, teacher_forms
from ..models import Course


@form_page
@members_only
def plan(request) -> HttpResponse:
    """A new course, for a group one coordinates or, by the secretariat, for all."""
    if not rules.may_run_any(request.user):
        raise PermissionDenied

    def keep(form, days, tutors) -> Course:
        return planning.plan(
            group=form.cleaned_data["group"],
            facts=form.facts(days),
            dates=days,
            teachers=tutors,
            key=form.cleaned_data["key"],
            by=request.user,
        )

    return _form_page(request, None, keep, _("The draft is kept. Only you who plan it can see it."))


@form_page
@members_only
def change(request, pk: int) -> HttpResponse:
    course = run_by(request.user, pk)
    found = problems.to_change(course, request.user)
    if found:
        return refuse(request, course, Refused(found))

    def keep(form, days, tutors) -> Course:
        return changing.change(
            course=course, facts=form.facts(days), dates=days, teachers=tutors, by=request.user
        )

    return _form_page(request, course, keep, _("The course has been changed."))


@require_POST
@members_only
def copy(request, pk: int) -> HttpResponse:
    """The next run of it: a draft, opened to be mended."""
    course = run_by(request.user, pk)
    try:
        draft = copying.copy(course=course, by=request.user)
    except Refused as refused:
        return refuse(request, course, refused)
    messages.success(request, _("Here is a draft of the next run. Look the dates through."))
    return redirect("courses:change", draft.pk)


def run_by(user, pk: int) -> Course:
    """The course, if this person runs it: 404 to whom may not see it, 403 to whom may only read."""
    course = get_object_or_404(queries.courses_for(user), pk=pk)
    if not rules.may_run(user, course):
        raise PermissionDenied
    return course


def refuse(request, course: Course, refused: Refused) -> HttpResponse:
    """Say why not, on the course's page."""
    say(request, refused.blockers)
    return redirect(course)


def _form_page(request, course: Course | None, keep, done: str) -> HttpResponse:
    """The form as it is asked for, with a row more or fewer, or sent: then it is kept, or stands there again
    with what was typed."""
    data = request.POST if request.method == "POST" else None
    rows = date_forms(data, course=course), teacher_forms(data, course=course)
    if data is not None and (wanted := set(data) & ROW_BUTTONS):
        rows = (
            date_forms(
                course=course,
                initial=typed(
                    rows[0], without=data.get("remove_date", ""), more="more_dates" in wanted
                ),
            ),
            teacher_forms(
                course=course,
                initial=typed(
                    rows[1], without=data.get("remove_teacher", ""), more="more_teachers" in wanted
                ),
            ),
        )
        # What was typed stands there again; it is judged when it is sent.
        again = {**data.dict(), "builds_on": data.getlist("builds_on")}
        return _render(request, course, _form(request, course, initial=again), *rows)
    initial = {"group": _group_in(request)}
    form = _form(request, course, data, initial=initial if course is None else {})
    sound = [each.is_valid() for each in (form, *rows)] if data is not None else [False]
    if all(sound):
        days = [row.date for row in rows[0] if row.date is not None]
        tutors = [row.tutor for row in rows[1] if row.tutor is not None]
        try:
            kept = keep(form, days, tutors)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELDS)
        else:
            messages.success(request, done)
            return redirect(kept)
    return _render(request, course, form, *rows)


ROW_BUTTONS = {"more_dates", "more_teachers", "remove_date", "remove_teacher"}


def _form(request, course: Course | None, *args, **kwargs) -> CourseForm:
    return CourseForm(
        *args,
        groups=queries.groups_run_by(request.user),
        whole_network=rules.may_run_in(request.user, None),
        bases=queries.base_courses(request.user, course),
        course=course,
        **kwargs,
    )


def _group_in(request) -> int | None:
    """The group in the address, where the form was opened from its page."""
    wanted = request.GET.get("gruppe", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 10 else None


def _render(request, course: Course | None, form, dates, teachers) -> HttpResponse:
    return render(
        request,
        "courses/course_form.html",
        {"form": form, "dates": dates, "teachers": teachers, "course": course},
    )
