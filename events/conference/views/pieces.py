"""What stands on the pages of a registration beside the form, each piece as a pattern (`portal.ui.patterns`):
the lines with their prices, what somebody has told, who pays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.ui.patterns import PLACES, Pattern
from portal.ui.templatetags.ui import kroner

from ..flows.registering import House
from ..models import Conference, Registration
from ..summing import Line

_LINE, _LINES = Pattern("conference/line.html", most=1000), Pattern("conference/lines.html")
_TOLD, _PAYER = Pattern("conference/told.html"), Pattern("conference/payer_told.html")
_SHARE, _PAYER_LINK = Pattern("conference/share.html"), Pattern("conference/payer_link.html")


@dataclass(frozen=True)
class About:
    """What the pages say of a conference, which is the same for all who read them."""

    title: str
    period: str
    venue: str
    state: str
    ends_on: date
    registration_closes_at: datetime
    price_now: Decimal

    @classmethod
    def of(cls, conference: Conference) -> "About":
        return cls(**{name: getattr(conference, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class _Row:
    title: str
    when: str
    price: Decimal | None
    twin: Decimal | None
    in_twin: bool
    shared: bool


def lines(has: Iterable[Line], total: Decimal) -> SafeString:
    """The table of what one has, with what it costs in all."""
    return _LINES.filled(rows=SafeString("".join(map(_line, has))), total=kroner(total))


def _line(line: Line) -> SafeString:
    booking = line.booking
    in_twin, shared = (False, False) if booking is None else (booking.in_twin, booking.shared)
    return _LINE.filled(_Row(line.title, line.when, line.price, line.twin, in_twin, shared))


def vat(has: Iterable[Line]) -> SafeString:
    """What these prices say of VAT."""
    return render_to_string("conference/vat.html", {"lines": has})


def told(by: House | Registration, diet_name: object) -> SafeString:
    """What somebody has told the house; what they have written themselves is filled in."""
    written = {
        "diet": by.diet,
        "needs": linebreaksbr(by.needs),
        "emergency_name": by.emergency_name,
        "emergency_phone": by.emergency_phone,
    }
    said: dict[str, Any] = {
        **{name: PLACES[name] if text else "" for name, text in written.items()},
        **{name: getattr(by, name) for name in ("room", "diet_choice", "on_list", "in_photos")},
    }
    given = {"told": said, "diet_name": str(diet_name)}
    return _TOLD.filled((str(diet_name), *said.items()), lambda: given, **written)


def payer(by: dict) -> SafeString:
    """Who pays, and how the invoice finds its way: what `PayerForm.paid_by` says."""
    return _PAYER.filled(
        bool(by["order_number"]),
        payer=by["payer"].name,
        ean=by["ean"],
        reference=by["payer_reference"],
        order=by["order_number"],
    )


def hidden(fields: Iterable[tuple[str, str]]) -> SafeString:
    """What the next page is told, as fields that nobody sees."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


def if_any(found: object, template: str, context: dict, request=None) -> str:
    """What most readers have nothing of is rendered for those who do."""
    return render_to_string(template, context, request) if found else ""


def share(context: dict, request) -> SafeString:
    """Sharing a room: the same for all who have not begun with it."""
    begun = ("alone", "shares", "asks")
    if any(context[name] for name in begun):
        return render_to_string("conference/share.html", context, request)
    return _SHARE.filled()


def payer_link(context: dict, request, token: str) -> SafeString:
    """The link for whoever sees to the payment: the same for all who have made none."""
    if context["payer_link"] is not None:
        return render_to_string("conference/payer_link.html", context, request)
    given = {"registration": {"pk": PLACES["number"]}}
    return _PAYER_LINK.filled(None, lambda: given, number=context["registration"].pk, token=token)
