"""A guide's page asks the series, which stands above the library, for its box."""

from django import template

from members.people.rules import is_member

from ..queries import say_of

register = template.Library()


@register.inclusion_tag("klarret/on_guide.html", takes_context=True)
def klarret_say(context, guide):
    """What a member can do about a guide of the series: wish for its national edition, write along, and say
    what is different in the own municipality. Nothing for others."""
    user = context["request"].user
    if not guide.number or not is_member(user):
        return {"row": None}
    say = say_of(user, guide)
    return {"row": say.row, "guide": guide, "has_offered": say.has_offered}
