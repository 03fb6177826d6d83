"""What else is held on the days of the conference, on its pages, which know nothing of it."""

from django import template

from events.conference.models import Conference

from ..enums import Kind
from ..queries import Entry, entries_for

register = template.Library()


@register.simple_tag(takes_context=True)
def held_beside(context, conference: Conference, own: bool = False) -> list[Entry]:
    """The meetings and courses between the conference's first and last day that its reader may see, in order;
    with `own` only those that they come to themselves. What is called off stands in nobody's way."""
    found = entries_for(context["request"].user, conference.starts_on, conference.ends_on, own=own)
    return [
        each
        for each in found
        if each.kind != Kind.CONFERENCE and not each.is_cancelled and (each.is_mine or not own)
    ]
