"""Letting other people read a question: fewer at once, others only when those who wrote have agreed."""

from collections.abc import Collection

from django.db import transaction

from members.groups.models import Group
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import broadcast, notices, signals
from ..models import Question
from ..problems import to_move
from . import posting


@transaction.atomic
def move(
    *,
    question: Question,
    audience: Group | None,
    reason: str,
    agreed: Collection[int] = (),
    by: User,
) -> Question:
    """Give a question this audience; its author is told why. `agreed` are the accounts (keys) of those who
    have said yes to just this, where they have to. Whoever may not read it any more loses it at once:
    open pages, notices and what waits for them. Safe to repeat."""
    refuse_cpr(reason)
    question = posting.lock(question)
    stop_if(to_move(question, audience, agreed, by))
    if question.audience == audience:
        posting.unlock(question)
        return question
    question.audience = audience
    question.save(update_fields=["audience"])
    trail.record("questions.moved", on=question, by=by, group=audience.pk if audience else None)
    notices.take_back_from_outsiders(question, by=by)
    notices.moved(question, reason, by=by)
    posting.reindex(question)
    broadcast.moved(question)
    signals.moved.send(sender=Question, question=question, by=by)
    return question
