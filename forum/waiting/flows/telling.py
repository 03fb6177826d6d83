"""Telling whom it concerns that a question waits."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from forum.questions.models import Question
from members.people.models import User
from portal.audit import trail
from portal.kit.dates import is_working_day

from .. import notices
from ..enums import Wait
from ..models import Told
from ..queries import asker_of, due, secretariat_for, volunteers_for, waiting_for

log = structlog.get_logger("forum.waiting")


def tell_what_waits(*, now: datetime | None = None, by: User | None) -> int:
    """Tell of every question that has waited long enough, each in a transaction of its own; returns of how
    many. Nothing on days on which offices are closed.

    Safe to repeat, to break off and to run twice at once. One question that fails is logged and the others
    are told of; then raises ExceptionGroup.
    """
    now = now or timezone.now()
    if not is_working_day(timezone.localdate(now)):
        return 0
    told, errors = 0, []
    for question, wait, stage in list(due(now)):
        try:
            with transaction.atomic():
                told += _tell(question, wait, stage, now, by)
        except Exception as error:
            log.exception("waiting_not_told", question=question.pk, wait=str(wait))
            errors.append(error)
    if errors:
        raise ExceptionGroup("Not everybody could be told of what waits.", errors)
    return told


def _tell(question: Question, wait: Wait, stage: int, now: datetime, by: User | None) -> bool:
    """Tell of one question, unless it waits no more or somebody else is telling of it."""
    if not waiting_for(wait).filter(pk=question.pk).exists():
        return False
    # Volunteers, or the asker; the secretariat with the former.
    near = list(volunteers_for(question) if wait == Wait.ANSWER else asker_of(question))
    desk = list(secretariat_for(question)) if wait == Wait.ANSWER else []
    if not (near or desk) or not _claim(question, wait, stage, now):
        return False
    if wait == Wait.ANSWER:
        notices.unanswered(question, near, desk, by=by)
    else:
        notices.unaccepted(question, near, by=by)
    trail.record("waiting.told", on=question, by=by, wait=str(wait), stage=stage)
    return True


def _claim(question: Question, wait: Wait, stage: int, now: datetime) -> bool:
    """Write down that it is told; False when somebody else has done so for this time."""
    _row, mine = Told.objects.get_or_create(
        question=question, wait=wait, stage=stage, defaults={"at": now}
    )
    return mine
