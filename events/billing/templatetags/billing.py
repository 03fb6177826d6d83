"""Billing on the conference's pages, which know nothing of it."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from events.conference.models import Conference, Registration
from portal.kit.alike import Alike
from portal.ui.patterns import Pattern
from portal.ui.templatetags.ui import kroner

from .. import due, neutral, queries
from ..charging import Charge, Item
from ..models import Seller
from ..rules import may_bill

register = template.Library()
#: Every page with a price asks it.
_seller = Alike(queries.seller, of=Seller)
_VAT = Pattern("billing/vat.html")


@register.simple_tag(takes_context=True)
def billed(context, registration: Registration) -> SafeString:
    """On which invoice somebody stands, for whoever may see what they are charged."""
    bills = queries.bill_of(context["request"].user, registration)
    return (
        render_to_string("billing/on_registration.html", {"bills": bills})
        if bills
        else SafeString()
    )


@register.simple_tag(takes_context=True)
def billed_rows(context, rows: list[tuple]) -> list[tuple]:
    """Rows that begin with a registration, each with its invoices at the end; one query for all."""
    user = context["request"].user
    found = queries.bills_by_registration(user, [row[0] for row in rows])
    return [(*row, found.get(row[0].pk, [])) for row in rows]


@register.simple_tag
def vat_note(lines: Iterable) -> SafeString:
    """What the prices of these lines (`conference.summing.Line`) say of VAT; nothing as long as it is not
    known who writes the bills."""
    seller = _seller()
    prices = [line.price for line in lines if line.price]
    if seller is None or not prices:
        return SafeString()
    return _VAT.filled(neutral.vat_of(seller, prices))


@register.inclusion_tag("billing_desk/on_registration.html", takes_context=True)
def billed_at_desk(context, registration: Registration) -> dict:
    """The same at the desk, with the way to another payer."""
    user = context["request"].user
    return {
        "bills": queries.bill_of(user, registration),
        "registration": registration,
        "conference": registration.conference,
    }


@register.simple_tag
def charged(conference: Conference, charge: Charge) -> SafeString:
    """One participant on what waits: the way to them, and what they are charged for. Written by a function,
    for a big conference's page has thousands."""
    total, lines = _amounts(charge.items, get_language() or "da")
    return format_html(
        '<dt><a class="desk-link" href="{}">{}</a> <span class="desk-nowrap">{}</span></dt><dd>{}</dd>',
        reverse("conference_desk:registration", args=[conference.pk, charge.registration]),
        charge.name,
        total,
        lines,
    )


@lru_cache(maxsize=500)
def _amounts(items: tuple[Item, ...], _language: str) -> tuple[str, SafeString]:
    """Sum and lines: many have the very same."""
    lines = [(item.title, kroner(item.amount)) for item in items]
    total = sum((item.amount for item in items), Decimal(0))
    html = format_html_join(mark_safe("<br>"), '{}: <span class="desk-nowrap">{}</span>', lines)
    return kroner(total), html


@register.inclusion_tag("billing_desk/on_overview.html", takes_context=True)
def waits_to_be_billed(context, conference: Conference) -> dict:
    """How much waits to be billed or decided, beside what else the desk has to decide."""
    user = context["request"].user
    if not may_bill(user):
        return {}
    found = due.reckoned(conference)
    return {
        "conference": conference,
        "new": sum(len(each.drafts) for each in found if not each.is_change),
        "changes": sum(each.is_change for each in found),
        "late": queries.late_ones(user, conference).count(),
        "total": sum(each.total for each in found),
    }
