"""A guide's page asks this room, which stands above the library, for the button that keeps it."""

from django import template

from members.people.rules import is_member

from ..queries import lists_for, on_lists_of

register = template.Library()


@register.inclusion_tag("shelves/on_guide.html", takes_context=True)
def keep_it(context, guide):
    """The reader's lists with this material on them or not. Nothing for those who are not members."""
    user = context["request"].user
    if not is_member(user):
        return {"guide": None}
    lists = list(lists_for(user))
    on = on_lists_of(user, guide) if lists else set()
    return {
        "guide": guide,
        "on": [each for each in lists if each.pk in on],
        "off": [each for each in lists if each.pk not in on],
    }
