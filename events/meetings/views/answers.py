"""Who has answered what: a page, a list to print and a sheet for those who run the meeting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from members.people.gates import members_only
from portal.kit import sheets
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import queries
from ..flows import attending
from ..forms import WriteDownForm
from ..models import Meeting
from .planning import run_by

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
@members_only
def answers(request, pk: int) -> HttpResponse:
    """All answers, the waiting in their order, and what the kitchen should know, without names."""
    return _page(request, run_by(request.user, pk))


@require_GET
@members_only
def sheet(request, pk: int, ending: str) -> HttpResponse:
    """The answers for a spreadsheet; what people eat is not among them, for that has no names."""
    meeting = run_by(request.user, pk)
    if ending not in KINDS:
        raise Http404
    headings = [
        _("Name"),
        _("Municipality"),
        _("Answer"),
        _("How"),
        _("Word"),
        _("Guest"),
        _("Waits since"),
    ]
    rows = [
        (
            answer.person.name,
            getattr(answer.person.home_municipality, "name", ""),
            answer.get_state_display(),
            answer.get_way_display(),
            answer.word,
            getattr(getattr(answer, "guest", None), "name", ""),
            answer.waiting_since,
        )
        for answer in queries.answers_to(meeting)
        if answer.person is not None
    ]
    language = get_language() or "da"
    content = (
        sheets.csv_file(headings, rows, language)
        if ending == "csv"
        else sheets.xlsx(headings, rows, meeting.title, language)
    )
    return HttpResponse(
        content,
        content_type=KINDS[ending],
        headers={"Content-Disposition": f'attachment; filename="moede-{meeting.pk}.{ending}"'},
    )


@require_POST
@members_only
def write_down(request, pk: int) -> HttpResponse:
    """A member has phoned: sign them up, or off."""
    meeting = run_by(request.user, pk)
    form = WriteDownForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _page(request, meeting, form)
    person = form.cleaned_data["person"]
    try:
        if form.way is None:
            attending.send_regrets(meeting=meeting, person=person, by=request.user)
            messages.success(request, _("%(name)s is signed off.") % {"name": person.name})
        else:
            answer = attending.sign_up(
                meeting=meeting, person=person, way=form.way, waits=True, by=request.user
            )
            words = (
                _("%(name)s is on the waiting list.")
                if answer.waiting_since is not None
                else _("%(name)s is signed up.")
            )
            messages.success(request, words % {"name": person.name})
    except Refused as refused:
        say(request, refused.blockers)
    return redirect("meetings:answers", pk)


def _page(request, meeting: Meeting, form: WriteDownForm | None = None) -> HttpResponse:
    return render(
        request,
        "meetings/meeting_answers.html",
        {
            "meeting": meeting,
            "answers": queries.answers_by_kind(meeting),
            "tally": queries.tally_of(meeting),
            "meals": queries.meals_of(meeting),
            "form": form or WriteDownForm(meeting=meeting),
        },
    )
