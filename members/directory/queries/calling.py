"""Whom one can call about something: those who know it, whoever can be reached today first."""

from portal.topics.models import Topic

from ..cards import Card, card
from .listing import complete, experts_for, listed_for, narrowed


def to_call(user, topic: Topic, *, offer: str = "") -> list[Card]:
    """The members who know a topic and show it, the reader left out: those who are there today and have a
    number before the others, then those who offer colleagues most, then in Danish order. In one pass, for
    a topic has a handful of people."""
    people = listed_for(user).exclude(pk=user.pk)
    people = people.filter(pk__in=experts_for(user, [topic.pk]).values("pk"))
    found = complete(narrowed(people, reader=user, offer=offer), user)
    return sorted((card(user, person) for person in found), key=_rank)


def _rank(shown: Card) -> tuple:
    return (
        shown.is_away,
        not shown.phone,
        -len(shown.offers),
        shown.person.name_key,
        shown.person.pk,
    )
