"""What one has: the receipt, changing it, and cancelling."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.refusals import put_on

from .. import booking_problems, problems, queries, summing
from ..enums import PartKind, RegistrationState, Room
from ..flows import changing, registering
from ..forms.registering import RegistrationForm
from ..forms.sharing import ShareForm, full_name
from ..models import Registration
from . import patterns
from .present import GET_AND_POST, own, to_receipt


@require_GET
@members_only
def receipt(request, pk: int) -> HttpResponse:
    """Everything one has booked, what one waits for, and what can be done about it. Their own only."""
    return page(request, own(request.user, pk))


def page(request, registration: Registration, share_form: ShareForm | None = None) -> HttpResponse:
    """The receipt, with the form for sharing a room as it was sent when something was wrong with it."""
    user, conference = request.user, registration.conference
    bookings = queries.bookings_of(registration)
    may_change = not booking_problems.to_change(registration, user)
    nights = [each for each in bookings if each.part.kind == PartKind.NIGHT]
    shares = list(queries.shares_of(registration))
    # Whoever wants a room of their own asks for the list of the others before they get it.
    may_share = bool(nights) and may_change
    wants = registration.room == Room.TWIN or "del" in request.GET or share_form is not None
    beside = queries.on_list(registration) if may_share and wants and not shares else []
    return render(
        request,
        "conference/registration_receipt.html",
        {
            "registration": registration,
            "conference": conference,
            "summary": summing.of_bookings(registration, bookings),
            "line": queries.place_in_line(registration)
            if registration.state == RegistrationState.WAITING
            else 0,
            "may_cancel": registration.is_open and not problems.to_cancel(registration, user),
            "may_change": may_change,
            "registers_colleagues": _may_buy(request, registration),
            "may_share": may_share,
            "asks": wants or bool(shares),
            "shares": shares,
            "is_shared": any(each.agreed_at for each in shares),
            "has_asked": any(each.asker_id == registration.pk for each in shares),
            "share_form": share_form or ShareForm(beside=beside),
            "names": [full_name(each) for each in beside],
            "today": timezone.localdate(),
        },
    )


@GET_AND_POST
@members_only
def change(request, pk: int) -> HttpResponse:
    """The same form with what one has; a part whose day for changes is past stands fast."""
    registration = own(request.user, pk)
    if found := booking_problems.to_change(registration, request.user):
        messages.error(request, found[0].message)
        return to_receipt(registration)
    form = _form(request, registration)
    if request.method == "POST" and form.is_valid():
        try:
            changing.change(
                registration=registration,
                **form.paid_by,
                house=form.house,
                parts=form.parts,
                waits=form.waits,
                by=request.user,
            )
        except Refused as refused:
            # What is left has changed: the page shows it as it is now, with the line for what is full.
            form = _form(request, registration)
            form.is_valid()
            put_on(form, refused)
        else:
            messages.success(request, _("Your registration is changed."))
            return to_receipt(registration)
    return render(
        request,
        "conference/registration_form.html",
        {
            "form": form,
            "sections": patterns.sections(form),
            "registration": registration,
            "conference": registration.conference,
        },
    )


@GET_AND_POST
@members_only
def cancel(request, pk: int) -> HttpResponse:
    """Asks once, and gives the seat, or the place in line, back."""
    registration = own(request.user, pk)
    if not registration.is_open:
        return to_receipt(registration)
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


def _form(request, registration: Registration) -> RegistrationForm:
    conference = registration.conference
    return RegistrationForm(
        request.POST if request.method == "POST" else None,
        conference=conference,
        parts=queries.parts_of(conference),
        bookings=queries.bookings_of(registration),
        registration=registration,
        person=request.user,
    )


def _may_buy(request, registration: Registration) -> bool:
    """Whether there is a colleague to register, while that is open, or one whom they have registered."""
    conference = registration.conference
    if not registration.is_open:
        return False
    is_open = problems.to_register(conference, request.user) in ([], [problems.FULL])
    return queries.has_to_do_with_colleagues(request.user, conference, is_open=is_open)
