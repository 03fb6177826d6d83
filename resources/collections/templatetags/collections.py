"""The library's pages ask this room, which stands above it, what it has for their reader."""

from django import template

from ..queries import holding, on_the_front

register = template.Library()


@register.inclusion_tag("collections/on_front.html", takes_context=True)
def collections_front(context):
    """The collections in which there is something for the reader."""
    return {"shown": on_the_front(context["request"].user)}


@register.inclusion_tag("collections/on_guide.html", takes_context=True)
def in_collections(context, guide):
    """The collections in which this material stands."""
    return {"collections": holding(context["request"].user, guide)}
