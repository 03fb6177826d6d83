"""Putting a bookmark in a question."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from ..models import Bookmark, Question
from ..problems import to_join


@transaction.atomic
def bookmark(*, question: Question, kept: bool = True, by: User) -> bool:
    """Keep the question among one's own, or with `kept` false no longer; returns whether that is new. The
    trail does not say which question: what a member reads is their own affair."""
    stop_if(to_join(question, by))
    mine = Bookmark.objects.filter(question=question, person=by)
    if kept:
        _, new = Bookmark.objects.get_or_create(question=question, person=by)
    else:
        new = bool(mine.delete()[0])
    if new:
        trail.record(f"questions.{'bookmarked' if kept else 'unbookmarked'}", on=None, by=by)
    return new
