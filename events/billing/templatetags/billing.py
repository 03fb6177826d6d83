"""Billing on the conference's pages, which know nothing of it."""

from collections.abc import Iterable

from django import template

from events.conference.models import Conference, Registration

from .. import due, neutral, queries
from ..models import Seller
from ..rules import may_bill

register = template.Library()


@register.inclusion_tag("billing/on_registration.html", takes_context=True)
def billed(context, registration: Registration) -> dict:
    """On which invoice somebody stands, for whoever may see what they are charged."""
    return {"bills": queries.bill_of(context["request"].user, registration)}


@register.simple_tag(takes_context=True)
def billed_rows(context, rows: list[tuple]) -> list[tuple]:
    """Rows that begin with a registration, each with its invoices at the end; one query for all."""
    user = context["request"].user
    found = queries.bills_by_registration(user, [row[0] for row in rows])
    return [(*row, found.get(row[0].pk, [])) for row in rows]


@register.inclusion_tag("billing/vat.html")
def vat_note(lines: Iterable) -> dict:
    """What the prices of these lines (`conference.summing.Line`) say of VAT; nothing as long as it is not
    known who writes the bills."""
    seller = Seller.objects.filter(pk=Seller.ONLY).only("vat", "vat_reason").first()
    if seller is None:
        return {}
    prices = [line.price for line in lines if line.price]
    return {"note": neutral.vat_of(seller, prices)} if prices else {}


@register.inclusion_tag("billing_desk/on_registration.html", takes_context=True)
def billed_at_desk(context, registration: Registration) -> dict:
    """The same at the desk, with the way to another payer."""
    user = context["request"].user
    return {
        "bills": queries.bill_of(user, registration),
        "registration": registration,
        "conference": registration.conference,
    }


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
