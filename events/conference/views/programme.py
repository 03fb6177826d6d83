"""The programme at the secretariat's desk: each point is written, moved, cancelled or removed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from .. import programme_problems as problems
from .. import queries
from ..enums import State
from ..flows import programme as flows
from ..forms.programme import SessionForm
from ..models import Conference, Session

managers_only = requires(Permission.MANAGE_CONFERENCE)
GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {
    "no_such_day": "day",
    "ends_first": "ends",
    "clash": "starts",
    "seats_for_all": "capacity",
    "too_few_seats": "capacity",
    "has_choices": "kind",
}


@require_safe
@managers_only
def programme(request, pk: int) -> HttpResponse:
    """Every point, day by day, also the days that have none yet."""
    conference = get_object_or_404(queries.conferences_for(request.user), pk=pk)
    sessions = queries.points_of(conference)
    days = [
        (number, date, [session for session in sessions if session.day == number])
        for number, date in enumerate(conference.dates, start=1)
    ]
    return render(
        request,
        "conference_desk/programme.html",
        {
            "conference": conference,
            "days": days,
            "notices": problems.to_notice(sessions),
            "is_fixed": conference.state == State.CANCELLED,
        },
    )


@GET_AND_POST
@managers_only
def add(request, pk: int) -> HttpResponse:
    """A new point; on the day one came from."""
    conference = get_object_or_404(queries.conferences_for(request.user), pk=pk)
    day = request.GET.get("dag", "")
    form = SessionForm(
        request.POST or None, conference=conference, day=int(day) if day.isdecimal() else 1
    )
    if request.method == "POST" and form.is_valid():
        try:
            flows.add_session(conference=conference, point=form.point, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It stands in the programme."))
            return redirect("conference_desk:programme", conference.pk)
    return _form_page(request, form, conference)


@GET_AND_POST
@managers_only
def change(request, session_id: int) -> HttpResponse:
    """What a point says, and when it is."""
    session = _session(request, session_id)
    form = SessionForm(request.POST or None, conference=session.conference, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            flows.change_session(
                session=session, point=form.point, tell=form.cleaned_data["tell"], by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("The point is changed."))
            return redirect("conference_desk:programme", session.conference_id)
    return _form_page(request, form, session.conference, session)


@GET_AND_POST
@managers_only
def cancel(request, session_id: int) -> HttpResponse:
    """Says whom it concerns, asks once, and cancels the point in the open."""
    session = _session(request, session_id)
    found = problems.to_cancel(session, request.user)
    if request.method == "POST" and not found:
        try:
            flows.cancel_session(session=session, by=request.user)
        except Refused as refused:
            found = refused.blockers
        else:
            messages.success(request, _("“%(title)s” is cancelled.") % {"title": session.title})
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
def remove(request, session_id: int) -> HttpResponse:
    """Take away a point that nobody has planned to come to."""
    session = _session(request, session_id)
    try:
        flows.remove_session(session=session, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("“%(title)s” is removed.") % {"title": session.title})
    return redirect("conference_desk:programme", session.conference_id)


def _session(request, session_id: int) -> Session:
    return get_object_or_404(queries.sessions_for(request.user), pk=session_id)


def _form_page(
    request, form: SessionForm, conference: Conference, session: Session | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "conference": conference,
        "session": session,
        "count": problems.participants(session) if session else 0,
        "to_remove": problems.to_remove(session, request.user) if session else [],
    }
    return render(request, "conference_desk/session_form.html", context)
