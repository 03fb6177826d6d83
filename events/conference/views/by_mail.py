"""Answering an offer from a letter, without logging in."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from portal.kit.problems import Blocker, Refused

from .. import booking_problems, links, problems
from ..enums import MailDeed
from ..flows import booking, registering
from ..models import Booking, Registration


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token: str) -> HttpResponse:
    """Yes or no with one POST. Looking changes nothing, for programs that check links look, too."""
    try:
        number, part, deed = links.behind(token)
    except (signing.BadSignature, ValueError):
        return render(request, "conference/link_broken.html", status=410)
    registration = (
        Registration.objects.filter(pk=number, person__is_active=True)
        .select_related("person", "conference")
        .first()
    )
    if registration is None or registration.person is None:
        return render(request, "conference/link_broken.html", status=410)
    held = (
        Booking.objects.filter(registration=registration, part=part)
        .select_related("part__session", "registration__conference", "registration__person")
        .first()
        if part != links.SEAT
        else None
    )
    with translation.override(registration.person.language):
        blockers = _blockers(registration, part, held)
        done = False
        if not blockers and request.method == "POST":
            try:
                _answer(registration, held, deed)
                done = True
            except Refused as refused:
                blockers = refused.blockers
        return render(
            request,
            "conference/link_done.html" if done else "conference/link.html",
            {
                "conference": registration.conference,
                "registration": registration,
                "person": registration.person,
                "part": held.part if held else None,
                "takes": deed == MailDeed.TAKE,
                "blockers": blockers,
            },
        )


def _blockers(registration: Registration, part: int, held: Booking | None) -> list[Blocker]:
    if part == links.SEAT:
        return problems.to_accept(registration, registration.person)
    if held is None:
        return [booking_problems.OFFER_GONE]
    return booking_problems.to_answer(held, registration.person)


def _answer(registration: Registration, held: Booking | None, deed: MailDeed) -> None:
    """The address is the person's own, so it is they who act."""
    by = registration.person
    if held is not None:
        answer = booking.accept if deed == MailDeed.TAKE else booking.leave
        answer(booking=held, by=by)
    elif deed == MailDeed.TAKE:
        registering.accept(registration=registration, by=by)
    else:
        registering.cancel_registration(registration=registration, by=by)
