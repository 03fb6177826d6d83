"""The conference's page, registering, the receipt, and cancelling."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.refusals import put_on

from .. import booking_problems, problems, queries
from ..calendar import calendar_answer
from ..flows import registering
from ..forms.registering import RegistrationForm
from ..models import Conference
from ..rules import may_manage

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@members_only
def home(request) -> HttpResponse:
    """The present conference: when, where, seats, programme, and the reader's registration."""
    conference = queries.current_conference()
    if conference is None:
        return render(
            request, "conference/conference_none.html", {"manages": may_manage(request.user)}
        )
    registration = queries.own_registration(request.user, conference)
    found = problems.to_register(conference, request.user, registered=registration is not None)
    return render(
        request,
        "conference/conference_home.html",
        {
            "conference": conference,
            "programme": queries.programme(conference),
            "registration": registration,
            "chosen": queries.chosen_by(registration),
            "has_choices": bool(queries.choices(conference)),
            # One of them at a time: they are asked in the order in which they matter.
            "blocker": found[0] if found else None,
            "is_over": conference.ends_on < timezone.localdate(),
            "days_until_opening": _days_until(conference.registration_opens_at),
        },
    )


@GET_AND_POST
@members_only
def register(request) -> HttpResponse:
    """The form, and the seat. Whoever cannot have one is sent to the page that says why."""
    conference = _present()
    form = RegistrationForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            registration = registering.register(
                conference=conference, person=request.user, by=request.user, **form.answers
            )
        except Refused as refused:
            if problems.ALREADY_REGISTERED.code in refused.codes:
                return _to_own(request, conference)
            put_on(form, refused)
        else:
            return redirect("conference:receipt", registration.pk)
    elif request.method != "POST":
        own = queries.own_registration(request.user, conference)
        if own is not None:
            return _to_own(request, conference)
        if found := problems.to_register(conference, request.user):
            messages.error(request, found[0].message)
            return redirect("conference:home")
    return render(
        request, "conference/registration_form.html", {"conference": conference, "form": form}
    )


@require_GET
@members_only
def receipt(request, pk: int) -> HttpResponse:
    """What the participant has told us, and what happens now. Their own only."""
    registration = get_object_or_404(
        queries.registrations_for(request.user).filter(person=request.user), pk=pk
    )
    return render(
        request,
        "conference/registration_receipt.html",
        {
            "registration": registration,
            "conference": registration.conference,
            "may_cancel": registration.is_confirmed
            and not problems.to_cancel(registration, request.user),
            "chosen": queries.chosen_by(registration),
            "may_choose": bool(queries.choices(registration.conference))
            and not booking_problems.to_change(registration, request.user),
        },
    )


@GET_AND_POST
@members_only
def cancel(request, pk: int) -> HttpResponse:
    """Asks once, and gives the seat back."""
    registration = get_object_or_404(
        queries.registrations_for(request.user).filter(person=request.user), pk=pk
    )
    if not registration.is_confirmed:
        return redirect("conference:receipt", registration.pk)
    found = problems.to_cancel(registration, request.user)
    if not found and request.method == "POST":
        try:
            registering.cancel_registration(registration=registration, by=request.user)
        except Refused as refused:
            found = refused.blockers
        else:
            messages.success(request, _("Your registration is cancelled."))
            return redirect("conference:home")
    return render(
        request,
        "conference/registration_cancel.html",
        {
            "registration": registration,
            "conference": registration.conference,
            "blockers": found,
            "is_late": registration.conference.registration_closes_at <= timezone.now(),
        },
    )


@require_GET
@members_only
def calendar_file(request) -> HttpResponse:
    return calendar_answer(_present())


def _present() -> Conference:
    conference = queries.current_conference()
    if conference is None:
        raise Http404
    return conference


def _to_own(request, conference: Conference) -> HttpResponse:
    messages.info(request, problems.ALREADY_REGISTERED.message)
    own = queries.own_registration(request.user, conference)
    assert own is not None, "sent here only when there is one"
    return redirect("conference:receipt", own.pk)


def _days_until(moment) -> int:
    return (timezone.localtime(moment).date() - timezone.localdate()).days
