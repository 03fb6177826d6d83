"""Offering to help with questions on a topic, and no longer."""

from collections.abc import Iterable

from django.db import transaction

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.topics.models import Topic

from ..models import Volunteer
from ..problems import to_volunteer
from ..queries import topics_behind


@transaction.atomic
def volunteer(*, topics: Iterable[Topic], by: User) -> None:
    """Help with these topics, and with no others. Safe to repeat. The trail says how many they are."""
    stop_if(to_volunteer(by))
    chosen = list(topics)
    Volunteer.objects.filter(person=by).exclude(topic__in=chosen).delete()
    Volunteer.objects.bulk_create(
        [Volunteer(person=by, topic=topic) for topic in chosen], ignore_conflicts=True
    )
    trail.record("waiting.volunteered", on=None, by=by, count=len(chosen))


@transaction.atomic
def help_no_more(*, person: User, by: User | None) -> None:
    """The membership has ended: the person is counted among those who help with nothing. Safe to repeat."""
    if Volunteer.objects.filter(person=person).delete()[0]:
        trail.record("waiting.left", on=None, by=by, what="help")


@transaction.atomic
def leave_topics(*, person: User, number: int, by: User) -> None:
    """No longer help with the topics of this question. Safe to repeat."""
    topics = list(topics_behind(person, number))
    Volunteer.objects.filter(person=person, topic__in=topics).delete()
    trail.record("waiting.left", on=None, by=by, what="help")
