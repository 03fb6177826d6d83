"""The answers as a file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people.gates import members_only
from portal.kit import sheets

from .. import queries, rules
from ..enums import FEWEST
from ..subjects import desk_of
from .charting import shown
from .finding import evaluation_at, part_at

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@members_only
def part(request, subject: str, part: str) -> HttpResponse:
    """What was answered about one part, for those whose own it is: nothing of the other parts and nothing of
    the whole."""
    evaluation, about, found = part_at(request.user, subject, part)
    results = queries.results_of(evaluation, found.key)
    return render(
        request,
        "evaluations/part.html",
        {
            "evaluation": evaluation,
            "about": about,
            "part": found,
            "results": shown(results) if any(each.is_shown for each in results) else [],
            "fewest": FEWEST,
        },
    )


@require_safe
@members_only
def sheet(request, subject: str, ending: str) -> HttpResponse:
    """What the page shows: question by question, never person by person."""
    evaluation, about = evaluation_at(request.user, subject)
    if not rules.may_see(request.user, evaluation):
        raise PermissionDenied
    if ending not in KINDS or not evaluation.is_shown or desk_of(evaluation):
        raise Http404
    rows: list[tuple[str, str, int | None]] = []
    for result in queries.results_of(evaluation):
        words = result.question.words
        rows += [(words, answer, count) for answer, _value, count in result.rows]
        rows += [(words, text, None) for text in result.texts]
    headings = [_("Question"), _("Answer"), _("How many")]
    language = get_language() or "da"
    content = (
        sheets.csv_file(headings, rows, language)
        if ending == "csv"
        else sheets.xlsx(headings, rows, about.title, language)
    )
    return HttpResponse(
        content,
        content_type=KINDS[ending],
        headers={
            "Content-Disposition": f'attachment; filename="evaluering-{evaluation.address}.{ending}"'
        },
    )
