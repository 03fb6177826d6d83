"""How long something is kept, in words: a page says what the policy says, and has no figure of its own."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from portal.ui.templatetags.ui import date_time

from ..policy import Deadline, policy

register = template.Library()


@register.simple_tag
def kept(name: str) -> str:
    """`{% kept "needs" %}`: `30 dage`, in the reader's language."""
    return _deadline(name).span


@register.filter
def erased_on(day: date, name: str) -> date:
    """`{{ conference.ends_on|erased_on:"needs" }}`: the day on which it is erased."""
    return _deadline(name).after(day)


@register.filter
def shown(value) -> str:
    """A value of one's own data as a reader reads it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_time(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _deadline(name: str) -> Deadline:
    try:
        return policy().deadlines[name]
    except KeyError:
        raise template.TemplateSyntaxError(f"The policy has no deadline {name}.") from None
