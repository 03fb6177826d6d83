"""Who takes a course: a page to print and a sheet, for those who run or teach it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.gates import members_only
from portal.kit import sheets
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import queries, rules
from ..enums import Place
from ..flows import attending
from ..forms.answers import WriteDownForm
from ..models import Course
from .planning import run_by

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@members_only
def participants(request, pk: int) -> HttpResponse:
    """Everyone who is signed up, and the line."""
    return _page(request, _ticked_by(request.user, pk))


@require_safe
@members_only
def sheet(request, pk: int, ending: str) -> HttpResponse:
    """The same for a spreadsheet."""
    course = _ticked_by(request.user, pk)
    if ending not in KINDS:
        raise Http404
    headings = [_("Name"), _("Municipality"), _("Answer"), _("Answered"), _("Waits since")]
    rows = [
        (
            each.person.name,
            getattr(each.person.home_municipality, "name", ""),
            each.get_place_display(),
            each.changed_at,
            each.waiting_since,
        )
        for each in queries.participants_of(course)
        if each.person is not None
    ]
    language = get_language() or "da"
    content = (
        sheets.csv_file(headings, rows, language)
        if ending == "csv"
        else sheets.xlsx(headings, rows, course.title, language)
    )
    return HttpResponse(
        content,
        content_type=KINDS[ending],
        headers={"Content-Disposition": f'attachment; filename="kursus-{course.pk}.{ending}"'},
    )


@require_POST
@members_only
def write_down(request, pk: int) -> HttpResponse:
    """A member has phoned: sign them up, or off."""
    course = run_by(request.user, pk)
    form = WriteDownForm(request.POST)
    if not form.is_valid():
        return _page(request, course, form)
    person = form.cleaned_data["person"]
    try:
        if form.comes:
            enrolment = attending.enrol(course=course, person=person, waits=True, by=request.user)
            words = (
                _("%(name)s is on the waiting list.")
                if enrolment.place == Place.WAITING
                else _("%(name)s is signed up.")
            )
        else:
            attending.withdraw(course=course, person=person, by=request.user)
            words = _("%(name)s is signed off.")
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, words % {"name": person.name})
    return redirect("courses:participants", pk)


def _ticked_by(user, pk: int) -> Course:
    """The course, if this person runs or teaches it: 404 to whom may not see it, 403 to whom only reads."""
    course = get_object_or_404(queries.courses_for(user), pk=pk)
    if not rules.may_tick(user, course):
        raise PermissionDenied
    return course


def _page(request, course: Course, form: WriteDownForm | None = None) -> HttpResponse:
    return render(
        request,
        "courses/course_participants.html",
        {
            "course": course,
            "by_place": queries.participants_by_place(course),
            "runs": rules.may_run(request.user, course),
            "form": form or WriteDownForm(),
        },
    )
