"""Hearing of it no longer: by the link in a letter, or because one leaves the network."""

from django.db import transaction

from forum.questions.enums import Level
from forum.questions.models import Follow
from members.people.models import User
from portal.audit import trail

from ..enums import GATHERED
from ..models import DigestMark, FeedKey, TopicFollow, Waiting
from ..queries import topics_behind


@transaction.atomic
def leave_question(*, person: User, number: int, by: User) -> None:
    """No more letters of this question's answers. Safe to repeat."""
    Follow.objects.filter(person=person, question=number).update(level=Level.NEVER)
    Waiting.objects.filter(person=person, question=number).delete()
    trail.record("following.left", on=None, by=by, what="question")


@transaction.atomic
def leave_topics(*, person: User, number: int, by: User) -> None:
    """No more letters at once of new questions on the topics of this question. Safe to repeat."""
    topics = list(topics_behind(person, number))
    TopicFollow.objects.filter(person=person, topic__in=topics).delete()
    trail.record("following.left", on=None, by=by, what="topics")


@transaction.atomic
def leave_digests(*, person: User, number: int, by: User) -> None:
    """No more gathered letters: what was to come in them is not heard of at all. Safe to repeat."""
    TopicFollow.objects.filter(person=person, level__in=GATHERED).delete()
    Follow.objects.filter(person=person, level__in=GATHERED).update(level=Level.NEVER)
    Waiting.objects.filter(person=person).delete()
    trail.record("following.left", on=None, by=by, what="digests")


@transaction.atomic
def forget(*, person: User, by: User | None) -> None:
    """The membership has ended: nothing waits any more, and the feed is closed at once. What was followed
    goes with the profile, for members do come back."""
    Waiting.objects.filter(person=person).delete()
    DigestMark.objects.filter(person=person).delete()
    if FeedKey.objects.filter(person=person).delete()[0]:
        trail.record("following.feed_closed", on=None, by=by)
