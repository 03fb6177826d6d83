"""A coordinator's own groups on the list of meetings, which knows nothing of rhythms."""

from django import template
from django.utils.translation import gettext as _

from events.polls.queries import unanswered_for

from ..queries import own_lines
from ..rhythm import Half

register = template.Library()


@register.filter
def half_year(half: Half) -> str:
    """`1. halvår 2027`, in the reader's language."""
    words = _("first half of %(year)d") if half.half == 1 else _("second half of %(year)d")
    return words % {"year": half.year}


@register.inclusion_tag("cadence/own_groups.html", takes_context=True)
def own_groups_cadence(context):
    """How the reader's own groups stand, and the polls that wait for the reader's answer."""
    user = context["request"].user
    return {"lines": own_lines(user), "polls": unanswered_for(user)}
