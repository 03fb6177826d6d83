"""Who sees which document, and what of it."""

from django.db.models import Q

from events.conference.queries import bills_for
from events.conference.rules import may_manage

from .models import Document


def may_bill(user) -> bool:
    return may_manage(user)


def may_view(user, document: Document) -> bool:
    """Those who manage conferences, and whoever may see what one of its participants is charged
    (`events.conference.rules.may_view_bill`)."""
    if may_bill(user):
        return True
    return document.lines.filter(registration__in=bills_for(user)).exists()


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    return Q() if may_bill(user) else Q(lines__registration__in=bills_for(user))
