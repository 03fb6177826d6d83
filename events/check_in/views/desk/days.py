"""How the days go: who has come, who has not, what was ordered and what was eaten."""

from collections import Counter
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.conference.finding import fits
from events.conference.windows import page_of
from portal.audit import trail
from portal.kit import sheets
from portal.kit.problems import Refused
from portal.ui.refusals import say

from ... import desk_queries, problems, queries, rules, words
from ...flows import checking
from .gate import conference_of, managers_only, participant_of

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@managers_only
def days(request, pk: int) -> HttpResponse:
    """Arrived of registered, eaten of ordered, and the names of those who have not come."""
    conference = conference_of(request, pk)
    user = request.user
    shown = queries.sheets_of(user, conference)
    unordered = desk_queries.unordered(user, conference)
    not_ordered = Counter(each.part_id for each in unordered)
    asked = request.GET.get("q", "").strip()[:100]
    not_come = desk_queries.not_come(user, conference).filter(fits(asked))
    come = desk_queries.come(user, conference).filter(fits(asked, "registration__person"))
    counts = [not_come.count(), come.count()]
    page, (absent, present) = page_of(counts, request.GET.get("page"), whole="alt" in request.GET)
    return render(
        request,
        "check_in_desk/days.html",
        {
            "conference": conference,
            "arrival": shown[0] if shown else None,
            "meals": [
                (sheet, words.sheet_name(sheet.part), not_ordered[sheet.number])
                for sheet in shown[1:]
            ],
            "unordered": [
                (each, words.sheet_name(each.part))
                for each in unordered
                if each.registration is not None and each.registration.person is not None
            ],
            "per_day": desk_queries.arrivals_per_day(user, conference),
            "not_come": list(not_come[absent]) if absent else [],
            "not_come_count": counts[0],
            "come": list(come[present]) if present else [],
            "come_count": counts[1],
            "is_about_absent": absent is not None,
            "page_obj": page,
            "words": asked,
            "blockers": problems.to_check_in(conference, None, user),
            "is_over": timezone.now() >= rules.ends_at(conference),
        },
    )


@require_safe
@managers_only
def sheet(request, pk: int) -> HttpResponse:
    """Those who have not come, as a spreadsheet. That it was taken out stands in the trail."""
    conference = conference_of(request, pk)
    people = desk_queries.not_come(request.user, conference)
    rows = [
        [person.name, getattr(each, "home", None) or "", person.email]
        for each in people
        if (person := each.person) is not None
    ]
    headings = [_("Name"), _("Municipality"), _("E-mail")]
    file = sheets.xlsx(headings, rows, _("Not come"), get_language() or "da")
    trail.record("check_in.not_come_exported", on=conference, by=request.user, rows=len(rows))
    name = f"aarsmoede-{conference.year}-ikke-kommet.xlsx"
    return HttpResponse(
        file,
        content_type=SPREADSHEET,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@managers_only
def tick(request, pk: int, registration_id: int) -> HttpResponse:
    """Somebody was there whom nobody checked in, or was checked in by mistake."""
    conference = conference_of(request, pk)
    registration = participant_of(request, conference, registration_id)
    now = timezone.now()
    is_in = request.POST.get("ind") != "0"
    # What is put right afterwards happened while it lasted.
    at = min(now, rules.ends_at(conference)) if is_in else now
    deed = checking.Heard(uuid4(), registration.pk, 0, is_in, at)
    try:
        checking.take_in(conference=conference, heard=[deed], by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        assert registration.person is not None, "whoever comes has a name"
        said = _("%(name)s was there.") if is_in else _("%(name)s was not there.")
        messages.success(request, said % {"name": registration.person.name})
    return redirect("check_in_desk:days", pk)
