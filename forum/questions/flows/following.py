"""No longer following a question; how one begins is `forum.following`'s."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail

from ..models import Follow, Question


@transaction.atomic
def unfollow(*, question: Question, by: User) -> bool:
    """No longer be told; returns whether that is new. Safe to repeat.

    The trail does not say which question: what a member reads is their own affair, and one who stops
    following without having begun would be known as the anonymous asker.
    """
    deleted, _ = Follow.objects.filter(question=question, person=by).delete()
    if deleted:
        trail.record("questions.unfollowed", on=None, by=by)
    return bool(deleted)
