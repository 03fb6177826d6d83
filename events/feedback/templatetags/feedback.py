"""The evaluation on the pages of the conference, which does not know it."""

from django import template
from django.utils import timezone
from django.utils.formats import number_format

from events.check_in.rules import ends_at
from events.conference.models import Conference, Session
from events.evaluations.queries import has_answered
from events.evaluations.rules import is_asked, may_see_part

from ..queries import evaluation_of, key_of

register = template.Library()


@register.filter
def average(value: float | None) -> str:
    """`4,3`; nothing where there is none."""
    return "" if value is None else number_format(round(value, 1), decimal_pos=1)


@register.inclusion_tag("feedback/on_conference.html", takes_context=True)
def evaluation_on_conference(context, conference: Conference) -> dict:
    """The way to the questions, for those who are asked and have not answered; nothing is looked up while the
    conference is still to come."""
    if timezone.now() < ends_at(conference):
        return {}
    user, evaluation = context["request"].user, evaluation_of(conference)
    asked = evaluation.is_open and is_asked(user, evaluation)
    return {"evaluation": evaluation if asked and not has_answered(user, evaluation) else None}


@register.inclusion_tag("feedback/on_session.html", takes_context=True)
def evaluation_on_session(context, session: Session, speaks: bool) -> dict:
    """The way to the answers about one's own session, when the evaluation has closed."""
    if not speaks or timezone.now() < ends_at(session.conference):
        return {}
    evaluation, key = evaluation_of(session.conference), key_of(session.pk)
    sees = evaluation.is_closed and may_see_part(context["request"].user, evaluation, key)
    return {"address": evaluation.part_url(key) if sees else ""}
