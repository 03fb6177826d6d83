"""Following a question: to be told of its answers."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from ..models import Follow, Question
from ..problems import to_follow


@transaction.atomic
def follow(*, question: Question, by: User) -> bool:
    """Be told of new answers; returns whether that is new. Safe to repeat.

    The trail does not say which question: what a member reads is their own affair, and one who stops
    following without having begun would be known as the anonymous asker.
    """
    stop_if(to_follow(question, by))
    _, created = Follow.objects.get_or_create(question=question, person=by)
    if created:
        trail.record("questions.followed", on=None, by=by)
    return created


@transaction.atomic
def unfollow(*, question: Question, by: User) -> bool:
    """No longer be told; returns whether that is new. Safe to repeat."""
    deleted, _ = Follow.objects.filter(question=question, person=by).delete()
    if deleted:
        trail.record("questions.unfollowed", on=None, by=by)
    return bool(deleted)
