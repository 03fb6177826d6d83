"""What was answered: the whole, all sessions, one session, and the same as spreadsheets. All of it comes out
of `events.evaluations.queries`, which gives out nothing of fewer than five."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.evaluations import problems
from events.evaluations.enums import FEWEST
from events.evaluations.queries import part_results_of, results_of
from events.evaluations.subjects import parts_of_subject
from portal.kit import sheets

from .. import years
from .charting import shown
from .gate import evaluated, managers_only

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The value of `efter` that puts the sessions in the programme's order.
BY_PROGRAMME = "program"


@require_safe
@managers_only
def overview(request, pk: int) -> HttpResponse:
    """How far the evaluation is; when it has closed, the whole and every session with its average."""
    conference, evaluation = evaluated(request, pk)
    found = years.earlier_than(request.user, conference) if evaluation.is_shown else None
    before, earlier = found or (None, None)
    sessions = years.overview_of(evaluation, earlier)
    by_programme = request.GET.get("efter") == BY_PROGRAMME
    return render(
        request,
        "feedback_desk/overview.html",
        {
            "conference": conference,
            "evaluation": evaluation,
            "before": before,
            "results": shown(
                years.whole_of(evaluation, earlier),
                conference.year,
                before.year if before else None,
            ),
            "sessions": sessions,
            "lines": sessions.lines if by_programme else years.best_first(sessions.lines),
            "by_programme": by_programme,
            "fewest": FEWEST,
            "set_blockers": problems.to_set(evaluation, request.user),
            "open_blockers": problems.to_open(evaluation),
        },
    )


@require_safe
@managers_only
def session(request, pk: int, part: str) -> HttpResponse:
    """One session's answers."""
    conference, evaluation = evaluated(request, pk)
    named = {each.key: each for each in parts_of_subject(evaluation)}
    if not evaluation.is_shown:
        return _not_yet(request, pk)
    if part not in named:
        raise Http404
    before, earlier = years.earlier_than(request.user, conference) or (None, None)
    rows = years.session_of(evaluation, part, earlier)
    return render(
        request,
        "feedback_desk/session.html",
        {
            "conference": conference,
            "evaluation": evaluation,
            "part": named[part],
            "before": before,
            "results": shown(rows, conference.year, before.year if before else None)
            if any(each.result.is_shown for each in rows)
            else [],
            "fewest": FEWEST,
        },
    )


@require_safe
@managers_only
def sessions_sheet(request, pk: int) -> HttpResponse:
    """All sessions with how many answered and their average, in the programme's order."""
    conference, evaluation = evaluated(request, pk)
    if not evaluation.is_shown:
        return _not_yet(request, pk)
    before, earlier = years.earlier_than(request.user, conference) or (None, None)
    headings = [_("Session"), _("When and who"), _("Answers"), _("On average")]
    if before is not None:
        headings += [
            _("Answers in %(year)s") % {"year": before.year},
            _("On average in %(year)s") % {"year": before.year},
        ]
    rows = []
    for line in years.overview_of(evaluation, earlier).lines:
        row = [line.now.part.title, line.now.part.facts, line.now.number, _rounded(line.now)]
        if before is not None:
            row += [line.then.number, _rounded(line.then)] if line.then else [None, None]
        rows.append(row)
    return _answer(headings, rows, conference, "sessioner", _("Sessions"))


@require_safe
@managers_only
def answers_sheet(request, pk: int) -> HttpResponse:
    """Everything that is shown, question by question and never person by person."""
    conference, evaluation = evaluated(request, pk)
    if not evaluation.is_shown:
        return _not_yet(request, pk)
    rows: list[list] = []
    about = [(_("The conference as a whole"), results_of(evaluation))]
    about += [(each.part.title, each.results) for each in part_results_of(evaluation)]
    for title, results in about:
        for result in results:
            words = result.question.words
            rows += [[title, words, answer, count] for answer, _value, count in result.rows]
            rows += [[title, words, text, None] for text in result.texts]
    headings = [_("About"), _("Question"), _("Answer"), _("How many")]
    return _answer(headings, rows, conference, "svar", _("Answers"))


def _not_yet(request, pk: int) -> HttpResponse:
    messages.info(request, _("There are no answers to see yet."))
    return redirect("feedback_desk:overview", pk)


def _rounded(found) -> float | None:
    return None if found.average is None else round(found.average, 2)


def _answer(headings, rows, conference, name: str, title: str) -> HttpResponse:
    return HttpResponse(
        sheets.xlsx(headings, rows, title, get_language() or "da"),
        content_type=SPREADSHEET,
        headers={
            "Content-Disposition": (
                f'attachment; filename="aarsmoede-{conference.year}-evaluering-{name}.xlsx"'
            )
        },
    )
