"""The receipt as a page: what stands on it is the same for all whose registration stands alike, but for their
own lines, texts and numbers."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone

from portal.ui import onward
from portal.ui.templatetags.ui import date_time
from portal.ui.whole_pages import WholePage

from .. import queries
from ..enums import RegistrationState, State
from ..models import Registration
from ..summing import Summary
from . import pieces

_PAGE = WholePage("conference/registration_receipt.html")


@dataclass(frozen=True)
class _Standing:
    """How a registration stands, as far as it decides what the page says."""

    state: str
    is_open: bool
    is_confirmed: bool
    by_another: bool

    @classmethod
    def of(cls, registration: Registration) -> "_Standing":
        buyer = registration.registered_by_id
        return cls(
            registration.state,
            registration.is_open,
            registration.is_confirmed,
            by_another=bool(buyer and buyer != registration.person_id),
        )


def page(
    request,
    context: dict,
    summary: Summary,
    *,
    may_cancel: bool,
    registers_colleagues: bool,
    has_room: bool,
) -> HttpResponse:
    """The receipt of a registration. `context` is what the pieces that only some have are made of; `has_room`
    says whether they have one to share."""
    registration, conference = context["registration"], context["conference"]
    standing = _Standing.of(registration)
    waits = standing.state == RegistrationState.WAITING
    may_change = context["may_change"]
    facts = {
        "conference": pieces.About.of(conference),
        "registration": standing,
        "may_change": may_change,
        "may_cancel": may_cancel,
        "registers_colleagues": registers_colleagues,
        "has_order_number": bool(registration.order_number),
        "today": timezone.localdate(),
    }
    shows_link = may_change and conference.state != State.CANCELLED
    return _PAGE.answer(
        request,
        facts,
        context,
        onward=onward.mark(request),
        number=registration.pk,
        line=queries.place_in_line(registration) if waits else 0,
        until=date_time(registration.offered_until),
        cancelled=date_time(registration.cancelled_at),
        created=date_time(registration.created_at),
        clashes=pieces.if_any(context["clashes"], "conference/clashes.html", context, request),
        waits=pieces.if_any(summary.waits, "conference/receipt_waits.html", context, request),
        lines=pieces.lines(summary.has, summary.total),
        vat=pieces.vat(summary.has),
        share=pieces.share(context, request) if has_room else "",
        told=pieces.told(registration, registration.get_diet_choice_display())
        if standing.is_open
        else "",
        payer=registration.payer.name,
        ean=registration.ean,
        reference=registration.payer_reference,
        order=registration.order_number,
        billed=render_to_string(
            "conference/billed.html", {"request": request, "registration": registration}
        ),
        payer_link=pieces.payer_link(context, request, get_token(request)) if shows_link else "",
    )
