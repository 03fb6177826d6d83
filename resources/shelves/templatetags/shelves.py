"""A guide's page asks this room, which stands above the library, for the button that keeps it."""

from django import template

from members.people.rules import is_member

from ..queries import lists_beside

register = template.Library()


@register.inclusion_tag("shelves/on_guide.html", takes_context=True)
def keep_it(context, guide):
    """The reader's lists with this material on them or not. Nothing for those who are not members."""
    user = context["request"].user
    if not is_member(user):
        return {"guide": None}
    lists = lists_beside(user, guide)
    return {
        "guide": guide,
        "on": [each for each in lists if each.has_it],
        "off": [each for each in lists if not each.has_it],
    }
