"""The programme at the secretariat's desk: each point is written, moved, cancelled or removed as a draft."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on, say

from ... import programme_problems as problems
from ... import queries
from ...enums import State
from ...flows import programme as flows
from ...flows import publishing
from ...forms.programme import SessionForm
from ...forms.speakers import asked_for_rows, rows_again, speaker_forms, talkers_in
from ...models import Conference, Session
from ...planning import Plan
from .gate import conference_of, managers_only

#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {
    "no_such_day": "day",
    "ends_first": "ends",
    "seats_for_all": "capacity",
    "too_few_seats": "capacity",
    "room_too_small": "capacity",
    "has_choices": "kind",
}


@require_safe
@managers_only
def programme(request, pk: int) -> HttpResponse:
    """Every point as it is to be, day by day, also the days that have none yet; and what is not published."""
    conference = conference_of(request, pk)
    planned = queries.planned_for(request.user, conference)
    days = [
        (number, date, [plan for plan in planned if plan.piece.day == number])
        for number, date in enumerate(conference.dates, start=1)
    ]
    return render(
        request,
        "conference_desk/programme.html",
        {
            "conference": conference,
            "days": days,
            "notices": problems.to_notice(conference, planned),
            "waiting": sum(plan.draft is not None for plan in planned),
            "version": conference.versions.first(),
            "is_fixed": conference.state == State.CANCELLED,
        },
    )


@form_page
@managers_only
def add(request, pk: int) -> HttpResponse:
    """A new point; on the day one came from."""
    conference = conference_of(request, pk)
    day = request.GET.get("dag", "")
    form = SessionForm(
        request.POST or None, conference=conference, day=int(day) if day.isdecimal() else 1
    )
    rows = speaker_forms(request.POST if request.method == "POST" else None)
    if asked_for_rows(request.POST):
        return _form_page(request, form, rows, conference)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            point = form.point(talkers_in(rows))
            flows.add_session(conference=conference, point=point, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It stands in the draft of the programme."))
            return redirect("conference_desk:programme", conference.pk)
    return _form_page(request, form, rows, conference)


@form_page
@managers_only
def change(request, uid: UUID) -> HttpResponse:
    """What a point is to say, and when it is to be."""
    plan = _plan(request, uid)
    piece = plan.piece
    form = SessionForm(request.POST or None, conference=piece.conference, plan=plan)
    rows = speaker_forms(
        request.POST if request.method == "POST" else None, there=piece.speakers.all()
    )
    if asked_for_rows(request.POST):
        return _form_page(request, form, rows, piece.conference, plan)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            draft = flows.change_session(
                plan=plan.session or piece, point=form.point(talkers_in(rows)), by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(
                request,
                _("It is changed in the draft. Nobody sees it before you publish.")
                if draft is not None
                else _("It is as it is published."),
            )
            return redirect("conference_desk:programme", piece.conference_id)
    return _form_page(request, form, rows, piece.conference, plan)


@form_page
@managers_only
def cancel(request, uid: UUID) -> HttpResponse:
    """Says whom it concerns, and cancels a published point: at once, or with the next version."""
    session = _published(request, uid)
    found = problems.to_cancel(session, request.user)
    if request.method == "POST" and not found:
        try:
            if request.POST.get("when") == "now":
                publishing.cancel_now(session=session, by=request.user)
                words = _("“%(title)s” is cancelled.")
            else:
                flows.cancel_session(session=session, by=request.user)
                words = _("“%(title)s” is cancelled with the next version.")
        except Refused as refused:
            found = refused.blockers
        else:
            messages.success(request, words % {"title": session.title})
    if found:
        say(request, found)
    if found or request.method == "POST":
        return redirect("conference_desk:programme", session.conference_id)
    return render(
        request,
        "conference_desk/session_cancel.html",
        {
            "session": session,
            "conference": session.conference,
            "count": problems.participants(session),
            "is_told": session.conference.state == State.PUBLISHED,
        },
    )


@require_POST
@managers_only
def remove(request, uid: UUID) -> HttpResponse:
    """Take away a point that nobody has planned to come to."""
    plan = _plan(request, uid)
    piece = plan.piece

    def deed() -> str:
        flows.remove_session(plan=plan.session or piece, by=request.user)
        words = (
            _("“%(title)s” is removed.")
            if plan.is_new
            else _("“%(title)s” goes out with the next version.")
        )
        return words % {"title": piece.title}

    do(request, deed)
    return redirect("conference_desk:programme", piece.conference_id)


@require_POST
@managers_only
def undo(request, uid: UUID) -> HttpResponse:
    """Back to what is published of the point."""
    plan = _plan(request, uid)
    if plan.draft is not None:
        draft = plan.draft

        def deed() -> str:
            flows.undo(draft=draft, by=request.user)
            return _("“%(title)s” is as it is published.") % {"title": plan.piece.title}

        do(request, deed)
    return redirect("conference_desk:programme", plan.piece.conference_id)


def _plan(request, uid: UUID) -> Plan:
    plan = queries.plan_for(request.user, uid)
    if plan is None:
        raise Http404
    return plan


def _published(request, uid: UUID) -> Session:
    """The session as it is published; what never was cannot be cancelled."""
    session = _plan(request, uid).session
    if session is None:
        raise Http404
    return session


def _form_page(
    request, form: SessionForm, rows, conference: Conference, plan: Plan | None = None
) -> HttpResponse:
    if asked_for_rows(request.POST):
        rows = speaker_forms(
            initial=rows_again(rows, request.POST),
            there=plan.piece.speakers.all() if plan else (),
        )
    session = plan.session if plan else None
    context = {
        "form": form,
        "speakers": rows,
        "conference": conference,
        "plan": plan,
        "session": session,
        "count": problems.participants(session) if session else 0,
        "clashing": problems.clashing(session, plan.draft)
        if plan and session and plan.draft
        else 0,
        "to_remove": problems.to_remove(session, request.user, conference) if plan else [],
    }
    return render(request, "conference_desk/session_form.html", context)
