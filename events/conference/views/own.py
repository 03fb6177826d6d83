"""What one has: the receipt, changing it, and cancelling."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ...diets import Diet
from .. import booking_problems, problems, queries, summing
from ..booking_problems import PartFull
from ..changes import clashes
from ..changes import differs as changes_differ
from ..changes import of as changes_of
from ..enums import PartKind, Room, State
from ..flows import changing, registering
from ..flows.rooms import left_alone, nights_with_room, partner_of
from ..forms.registering import RegistrationForm
from ..forms.sharing import ShareForm, full_name
from ..models import Part, Registration
from ..payer_links import address
from ..rules import payer_link_holds
from . import patterns, pieces, receipts
from .present import own, steps, to_receipt


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
    around = queries.around(user, registration)
    shares = list(queries.shares_of(registration)) if around.has_share else []
    shows_link = may_change and around.has_payer_link
    link = queries.payer_link_of(registration) if shows_link else None
    # Whoever wants a room of their own asks for the list of the others before they get it.
    may_share = bool(nights) and may_change
    wants = registration.room == Room.TWIN or "del" in request.GET or share_form is not None
    beside = queries.on_list(registration) if may_share and wants and not shares else []
    summary = summing.of_bookings(registration, bookings)
    has_room = may_share and registration.is_confirmed and _is_on(registration)
    context = {
        "registration": registration,
        "conference": conference,
        "waits": summary.waits,
        "clashes": clashes(bookings) if _is_on(registration) else [],
        "may_change": may_change,
        "payer_link": link,
        "payer_link_holds": link is not None and payer_link_holds(link, timezone.now()),
        "payer_address": link and request.build_absolute_uri(address(link)),
        "alone": left_alone(registration) if any(each.in_twin for each in nights) else [],
        "asks": wants or bool(shares),
        "shares": shares,
        "is_shared": any(each.agreed_at for each in shares),
        "has_asked": any(each.asker_id == registration.pk for each in shares),
        "share_form": (share_form or ShareForm(beside=beside)) if has_room and wants else None,
        "names": [full_name(each) for each in beside],
    }
    return receipts.page(
        request,
        context,
        summary,
        may_cancel=registration.is_open and not problems.to_cancel(registration, user),
        registers_colleagues=_may_buy(user, registration, around),
        has_room=has_room,
    )


def _is_on(registration: Registration) -> bool:
    """Whether they come, or wait, and it is held."""
    return registration.is_open and registration.conference.state != State.CANCELLED


@form_page
@members_only
def change(request, pk: int) -> HttpResponse:
    """The same form with what one has, and what it would change with its price, done when that is confirmed.
    A part whose day for changes is past stands fast."""
    registration = own(request.user, pk)
    if found := booking_problems.to_change(registration, request.user):
        messages.error(request, found[0].message)
        return to_receipt(registration)
    form = _form(request, registration)
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        return (_confirm if "confirm" in request.POST else _look_over)(request, registration, form)
    return _fill_in(request, registration, form)


@form_page
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


def _fill_in(request, registration: Registration, form: RegistrationForm) -> HttpResponse:
    found = clashes(form.had.values())
    conference = registration.conference
    return patterns.page(request, conference, form, registration=registration, clashes=found)


def _confirm(request, registration: Registration, form: RegistrationForm) -> HttpResponse:
    """All of it or nothing: what has become full meanwhile is named, and its line is offered."""
    try:
        changing.change(
            registration=registration,
            **form.paid_by,
            house=form.house,
            parts=form.parts,
            waits=form.waits,
            seconds=form.seconds,
            seen=request.POST.get("seen", ""),
            by=request.user,
        )
    except Refused as refused:
        # What is left, or what they have, has changed: it is shown as it is now.
        form = _form(request, registration)
        if not form.is_valid():
            return _fill_in(request, registration, form)
        if refused.blockers == [booking_problems.STALE]:
            return _look_over(request, registration, form, is_stale=True)
        gone = {each.part_id for each in refused.blockers if isinstance(each, PartFull)}
        if gone and len(gone) == len(refused.blockers):
            full = [part for part in form.parts if part.pk in gone]
            return _look_over(request, registration, form, full=full)
        put_on(form, refused)
        return _fill_in(request, registration, form)
    messages.success(request, _("Your registration is changed."))
    return to_receipt(registration)


def _look_over(
    request,
    registration: Registration,
    form: RegistrationForm,
    *,
    full: Iterable[Part] = (),
    is_stale: bool = False,
) -> HttpResponse:
    """What the answers change, and what it costs before and after; nothing is done yet. `full` has gone since
    they looked."""
    is_late = bool(full)
    full = list(full or form.full)
    change = changes_of(
        registration,
        form.had.values(),
        form.without(full),
        form.waits,
        form.seconds,
        beside=form.beside,
        by=request.user,
    )
    # A window from before something was taken still waits for it, and has what is at the same time.
    had = {each.part_id for each in form.had.values() if each.is_chosen}
    has = [line.part for line in change.after.has if line.part is not None]
    if found := booking_problems.at_the_same_time(has, had):
        put_on(form, Refused(found))
        return _fill_in(request, registration, form)
    told = {**form.paid_by, **vars(form.house)}
    if registration.room == Room.TWIN and partner_of(registration) is not None:
        told["room"] = Room.TWIN
    differs = changes_differ(registration, told)
    if change.is_nothing and not differs and not full:
        # Sent once more after it was done, or nothing was touched.
        done = _("Your registration is changed.") if is_stale else _("You have changed nothing.")
        messages.success(request, done)
        return to_receipt(registration)
    if is_stale:
        messages.warning(request, str(booking_problems.STALE.message))
    house = form.house
    diet_name = Diet(house.diet_choice).label if house.diet_choice else ""
    return render(
        request,
        "conference/registration_change.html",
        {
            "registration": registration,
            "conference": registration.conference,
            "change": change,
            "lines": pieces.lines(change.after.has, change.after.total),
            "vat": pieces.vat(change.after.has),
            "told": pieces.told(house, diet_name) + pieces.payer(form.paid_by),
            "differs": differs,
            "full": full,
            "is_late": is_late,
            "carried": form.carried(full),
            "steps": steps(),
        },
    )


def _form(request, registration: Registration) -> RegistrationForm:
    conference = registration.conference
    return RegistrationForm(
        request.POST if request.method == "POST" else None,
        conference=conference,
        parts=queries.parts_of(conference),
        bookings=queries.bookings_of(registration),
        beside=nights_with_room(registration),
        registration=registration,
        person=request.user,
    )


def _may_buy(user, registration: Registration, around: queries.Around) -> bool:
    """Whether there is a colleague to register, while that is open, or one whom they have registered."""
    if not registration.is_open:
        return False
    is_open = problems.to_register(registration.conference, user) in ([], [problems.FULL])
    return around.has_bought or (is_open and around.has_colleague)
