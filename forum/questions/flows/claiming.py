"""Saying that one is writing an answer just now."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import broadcast
from ..models import Claim, Question
from ..problems import to_add, to_hide, to_write
from . import posting

#: After this nobody counts on the answer any more; one who is still at it says so again.
LASTS = timedelta(minutes=30)


@transaction.atomic
def claim(
    *, question: Question, anonymous: bool = False, at: datetime | None = None, by: User
) -> Claim:
    """Tell the others on the page that one is writing an answer; again, to go on for as long again."""
    stop_if([*to_write(by, on=question), *to_hide(question.audience, anonymous)])
    question = posting.lock(question)
    stop_if(to_add(question))
    until = (at or timezone.now()) + LASTS
    made, _ = Claim.objects.update_or_create(
        question=question, person=by, defaults={"until": until, "anonymous": anonymous}
    )
    _record("claimed", made, by)
    broadcast.claimed(question)
    return made


@transaction.atomic
def unclaim(*, question: Question, by: User) -> bool:
    """One is no longer writing; returns whether that is new. Safe to repeat."""
    question = posting.lock(question)
    mine = Claim.objects.filter(question=question, person=by).first()
    if mine is None:
        posting.unlock(question)
        return False
    _record("unclaimed", mine, by)
    mine.delete()
    broadcast.claimed(question)
    return True


def _record(deed: str, made: Claim, by: User) -> None:
    """An anonymous claim has nobody's name in the trail: the answer that follows would be known by it."""
    who = None if made.anonymous else by
    trail.record(f"questions.{deed}", on=made.question, by=who, anonymous=made.anonymous)
