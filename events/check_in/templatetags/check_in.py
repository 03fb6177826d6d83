"""The door on the pages of the conference, which does not know it."""

from django import template
from django.utils import timezone

from events.conference.models import Conference
from events.conference.rules import may_manage

from .. import rules

register = template.Library()


@register.inclusion_tag("check_in/on_conference.html", takes_context=True)
def door_on_conference(context, conference: Conference) -> dict:
    """The way to the door, for those who stand there while the conference is near."""
    user, now = context["request"].user, timezone.now()
    helps = rules.may_check_in(user, conference, now)
    # The secretariat has its desk; on the days themselves it is to be found here too.
    if helps and may_manage(user):
        helps = rules.opens_at(conference) <= now < rules.ends_at(conference)
    return {"conference": conference, "helps": helps}
