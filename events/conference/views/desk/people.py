"""Registering somebody, changing what they have and cancelling for them; each with a note."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ....diets import Diet
from ... import desk_queries, queries
from ...booking_problems import STALE, at_the_same_time, full
from ...changes import differs
from ...changes import of as changes_of
from ...flows import noting, on_behalf
from ...flows.rooms import nights_with_room, partner_of
from ...forms.desk import ReasonForm
from ...forms.on_behalf import ChangeForm, RegisterForm
from ...models import Registration
from .gate import conference_of, managers_only, registration_of

FIELD_OF = {"full": "parts", "overlap": "parts", "already_registered": "person"}


@form_page
@managers_only
def register(request, pk: int) -> HttpResponse:
    """A member who has called."""
    conference = conference_of(request, pk)
    people = desk_queries.not_registered(request.user, conference)
    form = RegisterForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            registration = on_behalf.register(
                conference=conference, **form.cleaned_data, by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            name = form.cleaned_data["person"].name
            words = (
                _("%(name)s is registered. Choose what they have.")
                if registration.is_confirmed
                else _("There is no seat left, so %(name)s is on the waiting list.")
            )
            messages.success(request, words % {"name": name})
            return redirect("conference_desk:registration", pk, registration.pk)
    return render(
        request, "conference_desk/register.html", {"form": form, "conference": conference}
    )


@form_page
@managers_only
def registration(request, pk: int, registration_id: int) -> HttpResponse:
    """One participant: what they have, what has been noted, and what one can change for them: first what it
    does and costs, and then the deed."""
    conference = conference_of(request, pk)
    found = registration_of(request, conference, registration_id)
    form = ChangeForm(request.POST or None, registration=found, conference=conference)
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        answer = (_change if "confirm" in request.POST else _look_over)(request, found, form)
        if answer is not None:
            return answer
    return render(
        request,
        "conference_desk/registration.html",
        {
            "conference": conference,
            "registration": found,
            "form": form if found.is_open else None,
            "notes": desk_queries.notes_on(request.user, found),
            "partner": partner_of(found),
        },
    )


def _look_over(request, found: Registration, form: ChangeForm) -> HttpResponse | None:
    """What the answers would change, with the price before and after. Nothing where it is refused as it is:
    the form says why."""
    parts, waits, seconds = form.wanted
    bookings = queries.bookings_of(found)
    beside = nights_with_room(found)
    had = {each.part_id for each in bookings}
    gone = [
        part
        for part in parts
        if part.seats_left == 0 and part.pk not in had and part.pk not in beside
    ]
    gone = gone if found.is_confirmed else []
    if blockers := [full(part) for part in gone] + at_the_same_time(
        parts, {each.part_id for each in bookings if each.is_chosen}
    ):
        put_on(form, Refused(blockers), FIELD_OF)
        return None
    change = changes_of(found, bookings, parts, waits, seconds, beside=beside, by=request.user)
    house = form.house
    return render(
        request,
        "conference_desk/registration_change.html",
        {
            "conference": found.conference,
            "registration": found,
            "form": form,
            "change": change,
            "house": house,
            "diet_name": Diet(house.diet_choice).label if house.diet_choice else "",
        },
    )


def _change(request, found: Registration, form: ChangeForm) -> HttpResponse | None:
    """The deed; nothing where it is refused, and the form says why."""
    parts, waits, seconds = form.wanted
    try:
        on_behalf.change(
            registration=found,
            parts=parts,
            waits=waits,
            seconds=seconds,
            house=form.house,
            note=form.cleaned_data["note"],
            seen=request.POST.get("seen", ""),
            by=request.user,
        )
    except (Refused, ValidationError) as problem:
        if isinstance(problem, Refused) and problem.blockers == [STALE]:
            return _again(request, found, form)
        put_on(form, problem, FIELD_OF)
        return None
    messages.success(request, _("It is changed."))
    return redirect("conference_desk:registration", found.conference_id, found.pk)


def _again(request, found: Registration, form: ChangeForm) -> HttpResponse | None:
    """What they have is another than was seen: done by the same form sent twice, or shown once more."""
    parts, waits, seconds = form.wanted
    change = changes_of(
        found,
        queries.bookings_of(found),
        parts,
        waits,
        seconds,
        beside=nights_with_room(found),
        by=request.user,
    )
    fresh = queries.registrations_for(request.user).get(pk=found.pk)
    if change.is_nothing and not differs(fresh, vars(form.house)):
        messages.success(request, _("It is changed."))
        return redirect("conference_desk:registration", found.conference_id, found.pk)
    messages.warning(request, str(STALE.message))
    return _look_over(request, found, form)


@form_page
@managers_only
def cancel(request, pk: int, registration_id: int) -> HttpResponse:
    """Asks why, and gives back everything that somebody has."""
    conference = conference_of(request, pk)
    found = registration_of(request, conference, registration_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            on_behalf.cancel(registration=found, note=form.cleaned_data["reason"], by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("The registration is cancelled."))
            return redirect("conference_desk:registration", pk, registration_id)
    return render(
        request,
        "conference_desk/registration_cancel.html",
        {"conference": conference, "registration": found, "form": form},
    )


@form_page
@managers_only
def note(request, pk: int, registration_id: int) -> HttpResponse:
    """Only a note."""
    found = registration_of(request, conference_of(request, pk), registration_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            noting.note(registration=found, text=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("The note is kept."))
    elif request.method == "POST":
        for error in form.errors.get("reason", []):
            messages.error(request, str(error))
    return redirect("conference_desk:registration", pk, registration_id)
