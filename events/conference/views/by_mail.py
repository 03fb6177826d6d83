"""Answering an offer from a letter, without logging in."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpResponse
from django.views.decorators.cache import cache_control

from portal.kit.problems import Blocker
from portal.ui.methods import form_page

from ... import one_click
from .. import booking_problems, links, problems
from ..enums import MailDeed
from ..flows import booking, registering
from ..models import Booking, Registration


@login_not_required
@cache_control(private=True, no_store=True)
@form_page
def by_mail(request, token: str) -> HttpResponse:
    """Yes or no with one POST."""
    try:
        number, part, deed = links.behind(token)
    except (signing.BadSignature, ValueError):
        return one_click.broken(request, "conference")
    registration = (
        Registration.objects.filter(pk=number, person__is_active=True)
        .select_related("person", "conference")
        .first()
    )
    if registration is None:
        return one_click.broken(request, "conference")
    held = (
        Booking.objects.filter(registration=registration, part=part)
        .select_related("part__session", "registration__conference", "registration__person")
        .first()
        if part != links.SEAT
        else None
    )
    return one_click.answer(
        request,
        room="conference",
        person=registration.person,
        blockers=lambda: _blockers(registration, part, held, deed),
        deed=lambda: _answer(registration, held, deed),
        values={
            "conference": registration.conference,
            "registration": registration,
            "part": held.part if held else None,
            "takes": deed == MailDeed.TAKE,
        },
    )


def _blockers(
    registration: Registration, part: int, held: Booking | None, deed: MailDeed
) -> list[Blocker]:
    person = registration.person
    if part == links.SEAT:
        return problems.to_accept(registration, person)
    if held is None:
        return [booking_problems.OFFER_GONE]
    found = booking_problems.to_answer(held, person)
    return found or ([] if deed == MailDeed.TAKE else booking_problems.to_decline(held, person))


def _answer(registration: Registration, held: Booking | None, deed: MailDeed) -> None:
    """The address is the person's own, so it is they who act."""
    by = registration.person
    if held is not None:
        answer = booking.accept if deed == MailDeed.TAKE else booking.decline
        answer(booking=held, by=by)
    elif deed == MailDeed.TAKE:
        registering.accept(registration=registration, by=by)
    else:
        registering.decline(registration=registration, by=by)
