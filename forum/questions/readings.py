"""How many have read a question, and how far its followers have. No list of readers is kept: what a member
reads is their own affair."""

from django.core.cache import cache
from django.db.models import F
from django.utils import timezone
from django.utils.translation import ngettext

from .models import Follow, Question
from .rules import wrote

#: A reader counts once in this time (seconds).
ONCE_IN = 24 * 60 * 60


def words(readings: int) -> str:
    """`7 har læst det`."""
    return ngettext("%(n)s has read it", "%(n)s have read it", readings) % {"n": readings}


def count_reading(question: Question, user) -> None:
    """Count the reader, unless they wrote the question or were counted today."""
    if wrote(user, question):
        return
    if cache.add(f"questions.read.{question.pk}.{user.pk}", 1, ONCE_IN):
        Question.objects.filter(pk=question.pk).update(views=F("views") + 1)
        question.views += 1


def remember_reading(question: Question, user) -> None:
    """Remember how far a follower has read: what comes after this is new to them. One who does not follow
    has no row to remember it in."""
    Follow.objects.filter(question=question, person=user).update(seen_at=timezone.now())
