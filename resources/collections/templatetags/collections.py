"""The library's pages ask this room, which stands above it, what it has for their reader."""

from django import template
from django.utils.safestring import SafeString

from portal.ui.patterns import Pattern

from ..queries import front_rows, holding, shown

register = template.Library()


_FRONT = Pattern("collections/on_front.html", most=32)


@register.simple_tag(takes_context=True)
def collections_front(context) -> SafeString:
    """The collections in which there is something for the reader; rendered once for the same rows."""
    rows = front_rows(context["request"].user)
    return _FRONT.filled(rows, lambda: {"shown": shown(rows)})


@register.inclusion_tag("collections/on_guide.html", takes_context=True)
def in_collections(context, guide):
    """The collections in which this material stands."""
    return {"collections": holding(context["request"].user, guide)}
