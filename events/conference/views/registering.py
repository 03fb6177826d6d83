"""Registering: the form, the summary with its price, and the deed. Four requests with the receipt."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui import onward
from portal.ui.methods import form_page
from portal.ui.refusals import put_on
from portal.ui.whole_pages import WholePage

from ...diets import Diet
from .. import problems, queries, summing
from ..booking_problems import PartFull
from ..flows import drafting, registering
from ..forms.paying import first_guess, payer_of
from ..forms.registering import RegistrationForm
from ..models import Conference, Part, Registration
from . import own, patterns, pieces
from .present import present, receipt_of, steps, to_own

_SUMMARY = WholePage("conference/registration_summary.html")


@form_page
@members_only
def register(request) -> HttpResponse:
    """The form; what is sent from it is shown with its price, and done when that is confirmed. Whoever cannot
    have a seat is sent to the page that says why; where there is none, they can stand in line."""
    conference = present()
    if request.method != "POST":
        return _begin(request, conference)
    form = _sent_form(request, conference)
    if not form.is_valid():
        _keep(request, conference, form)
        return _page(request, conference, form)
    if "confirm" in request.POST:
        return _confirm(request, conference, form)
    if queries.own_registration(request.user, conference) is not None:
        return to_own(request, conference)
    found = problems.to_register(conference, request.user)
    if blocking := [each for each in found if each != problems.FULL]:
        put_on(form, Refused(blocking))
        _keep(request, conference, form)
        return _page(request, conference, form)
    _keep(request, conference, form)
    return _summary(request, conference, form, full=[] if found else form.full)


@require_POST
@members_only
def keep_draft(request) -> JsonResponse:
    """What has been typed so far, as the page sends it by itself; it comes back when it is opened again."""
    conference = present()
    if queries.own_registration(request.user, conference) is not None:
        return JsonResponse({"line": ""})
    form = _sent_form(request, conference)
    problem = _keep(request, conference, form)
    if problem is not None:
        return JsonResponse({"line": " ".join(problem.messages)})
    now = timezone.localtime()
    return JsonResponse({"line": _("Kept at %(time)s.") % {"time": f"{now:%H.%M}"}})


def _begin(request, conference: Conference) -> HttpResponse:
    mine, last = queries.own_and_last(request.user, conference)
    if mine is not None:
        return to_own(request, conference)
    found = problems.to_register(conference, request.user)
    if found and found != [problems.FULL]:
        messages.error(request, found[0].message)
        return redirect("conference:home")
    return _page(request, conference, _new_form(request, conference, last))


def _new_form(request, conference: Conference, last: Registration | None) -> RegistrationForm:
    """With what is known: the draft before the last registration, and that before the municipality's."""
    person = request.user
    known = first_guess(person, *queries.home_of(person)) if last is None else payer_of(last)
    return RegistrationForm(
        None,
        person=person,
        draft=queries.draft_of(person, conference),
        initial=known,
        conference=conference,
        parts=queries.parts_of(conference),
    )


def _sent_form(request, conference: Conference) -> RegistrationForm:
    """As it was sent."""
    parts = queries.parts_of(conference)
    return RegistrationForm(request.POST, person=request.user, conference=conference, parts=parts)


def _confirm(request, conference: Conference, form: RegistrationForm) -> HttpResponse:
    """All of it or nothing: what has become full meanwhile is named, and its line is offered."""
    if _sum(request.POST.get("sum", "")) != _total(conference, form.parts):
        messages.warning(request, _("A price has changed since you saw it. Look at the sum again."))
        return _summary(request, conference, form, full=[])
    try:
        registration = registering.register(
            conference=conference,
            person=request.user,
            **form.paid_by,
            house=form.house,
            parts=form.parts,
            waits=form.waits,
            seconds=form.seconds,
            waits_for_seat=request.POST["confirm"] == "waits" or "line" in request.POST,
            key=form.cleaned_data["key"],
            by=request.user,
        )
    except Refused as refused:
        if problems.ALREADY_REGISTERED.code in refused.codes:
            return to_own(request, conference)
        gone = {each.part_id for each in refused.blockers if isinstance(each, PartFull)}
        if gone and len(gone) == len(refused.blockers):
            full = [part for part in form.parts if part.pk in gone]
            return _summary(request, conference, form, full=full, is_late=True)
        if refused.blockers == [problems.FULL]:
            conference.refresh_from_db()
            return _summary(request, conference, form, full=[], is_late=True)
        put_on(form, refused)
        return _page(request, conference, form)
    address = receipt_of(registration)
    return onward.go(request, address, lambda there: own.page(there, registration))


def _page(request, conference: Conference, form: RegistrationForm) -> HttpResponse:
    return patterns.page(request, conference, form, waits=_is_full(conference))


def _summary(
    request,
    conference: Conference,
    form: RegistrationForm,
    *,
    full: Iterable[Part],
    is_late: bool = False,
) -> HttpResponse:
    full = list(full)
    gone = {part.pk for part in full}
    booked = [part for part in form.parts if part.pk not in gone]
    summary = summing.of_choice(conference, booked, form.waits, form.seconds)
    house, paid_by = form.house, form.paid_by
    diet_name = Diet(house.diet_choice).label if house.diet_choice else ""
    facts = {
        "conference": pieces.About.of(conference),
        "steps": tuple(steps()),
        "is_late": is_late,
        "waits": _is_full(conference),
        "has_waits": bool(summary.waits),
        "total": summary.total,
    }
    carried, total = form.carried(full), str(summary.total)
    return _SUMMARY.answer(
        request,
        facts,
        {"form": form, "summary": summary, "full": full, "carried": carried, "sum": total},
        sum=total,
        full=pieces.if_any(full, "conference/full.html", {"full": full, "is_late": is_late}),
        lines=pieces.lines(summary.has, summary.total),
        vat=pieces.vat(summary.has),
        waits=pieces.if_any(summary.waits, "conference/waits.html", {"lines": summary.waits}),
        told=pieces.told(house, diet_name) + pieces.payer(paid_by),
        carried=pieces.hidden(carried),
    )


def _is_full(conference: Conference) -> bool:
    return conference.seats_left == 0


def _keep(request, conference: Conference, form: RegistrationForm) -> ValidationError | None:
    """What was typed is not lost; a CPR number is not kept, and the answer says so."""
    try:
        drafting.keep(
            conference=conference, person=request.user, answers=form.typed, by=request.user
        )
    except ValidationError as problem:
        return problem
    return None


def _sum(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _total(conference: Conference, parts: Iterable[Part]) -> Decimal:
    return summing.of_choice(conference, parts, []).total
