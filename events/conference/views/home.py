"""The conference's page, in every state that it and its reader can be in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.people.gates import members_only

from .. import agenda, booking_problems, problems, queries
from ..calendar import calendar_answer
from ..enums import RegistrationState
from ..rules import may_manage
from .present import present


@require_GET
@members_only
def home(request) -> HttpResponse:
    """The present conference: when, where, seats, programme, and the reader's registration."""
    conference = queries.current_conference()
    if conference is None:
        return render(
            request, "conference/conference_none.html", {"manages": may_manage(request.user)}
        )
    now = timezone.now()
    registration = queries.own_registration(request.user, conference)
    bookings = queries.bookings_of(registration)
    found = problems.to_register(conference, request.user, now, registered=registration is not None)
    waits = registration is not None and registration.state == RegistrationState.WAITING
    days = agenda.days(queries.points_of(conference), bookings, person=request.user.pk)
    return render(
        request,
        "conference/conference_home.html",
        {
            "conference": conference,
            "days": days,
            "version": conference.versions.first(),
            "speaking": [
                point.session
                for day in days
                for slot in day.slots
                for point in slot.points
                if point.speaks and not point.session.is_cancelled
            ],
            "now_and_next": agenda.now_and_next(days, timezone.localtime(now)),
            "registration": registration,
            "line": queries.place_in_line(registration) if registration and waits else 0,
            "agenda": agenda.Standing.of(bookings),
            "may_change": registration is not None
            and not booking_problems.to_change(registration, request.user),
            # One of them at a time: they are asked in the order in which they matter.
            "blocker": found[0] if found else None,
            "is_over": conference.ends_on < timezone.localdate(now),
            "countdown": agenda.countdown(conference.registration_opens_at - now),
        },
    )


@require_GET
@members_only
def calendar_file(request) -> HttpResponse:
    return calendar_answer(present())
