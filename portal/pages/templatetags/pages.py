"""Placeholders in the secretariat's texts: one number, right on every page."""

import re

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from portal.retention.policy import policy
from portal.ui.templatetags.ui import phone

register = template.Library()
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
KEPT = "kept_"


def values(network) -> dict[str, str]:
    """What each placeholder stands for."""
    try:
        apply_url = reverse("admission:start")
    except NoReverseMatch:
        apply_url = "/ansoeg/"
    return {
        "network_name": network.name,
        "secretariat_name": network.secretariat_name,
        "secretariat_phone": phone(network.phone),
        "secretariat_email": network.email,
        "secretariat_hours": network.opening_hours,
        "dpo_email": network.dpo_email,
        "apply_url": apply_url,
    }


@register.filter
def fill_in(text, network):
    """Put the network's settings in place of `{secretariat_phone}` and the like, and the retention
    policy's deadlines in place of `{kept_notices}` and the like.

    A word in braces that stands for nothing is left as it was written.
    """
    known = values(network)

    def fill(match) -> str:
        word = match[1]
        if word in known:
            return conditional_escape(known[word])
        deadline = (
            policy().deadlines.get(word.removeprefix(KEPT)) if word.startswith(KEPT) else None
        )
        return deadline.span if deadline is not None else match[0]

    return mark_safe(PLACEHOLDER.sub(fill, conditional_escape(text)))


@register.filter
def hour(time) -> str:
    """`9`, or `9.30` where there are minutes."""
    return f"{time.hour}.{time.minute:02d}" if time.minute else str(time.hour)
