"""The call on the conference's page, which knows nothing of it."""

from typing import Any

from django import template

from .. import queries, rules
from ..models import Call

register = template.Library()


@register.simple_tag(takes_context=True)
def call_of(context, conference: Any) -> dict[str, Any] | None:
    """The call while it is open, or for whoever is in the programme group; None when there is nothing to
    say."""
    user = context["request"].user
    call: Call | None = queries.call_of(user, conference)
    if call is None:
        return None
    is_open, is_panelist = call.is_open(), rules.is_panelist(user, call)
    if not is_open and not is_panelist:
        return None
    return {"call": call, "is_open": is_open, "is_panelist": is_panelist}
