"""What the clock does for polls."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.calendar import add_working_days, is_working_day

from .. import notices
from ..enums import State
from ..models import Poll, Reply
from ..queries import asked_of, still_silent
from .holding import held

log = structlog.get_logger("events.polls")

#: So many working days before the last one, those who have not answered are reminded.
REMIND_BEFORE = 2


def tell_of_polls(*, now: datetime | None = None, by) -> int:
    """Ask those who have come to the group, remind those who are silent, and tell the coordinators when all
    have answered or the time is past; returns how many polls somebody was told of. On working days only.

    Safe to repeat and to run twice at once. One that fails is logged and the others are told of; then
    raises ExceptionGroup.
    """
    now = now or timezone.now()
    if not is_working_day(timezone.localdate(now)):
        return 0
    told, errors = 0, []
    for poll in Poll.objects.filter(state=State.OPEN, over_at__isnull=True).order_by("pk"):
        try:
            with transaction.atomic():
                told += _tell(held(poll), now, by)
        except Exception as error:
            log.exception("poll_not_told", poll=poll.pk)
            errors.append(error)
    if errors:
        raise ExceptionGroup("Not everybody could be told of the polls.", errors)
    return told


def _tell(poll: Poll, now: datetime, by) -> bool:
    if poll.state != State.OPEN or poll.over_at is not None:
        return False
    if now >= poll.answers_end_at:
        Poll.objects.filter(pk=poll.pk).update(over_at=now)
        notices.tell_over(poll, by=by)
        told = True
    else:
        told = any(
            [_ask_newcomers(poll, now, by), _remind(poll, now, by), _complete(poll, now, by)]
        )
    if told:
        trail.record("polls.told", on=poll, by=by)
    return told


def _ask_newcomers(poll: Poll, now: datetime, by) -> bool:
    known = Reply.objects.filter(poll=poll).values("person")
    people = list(asked_of(poll.group).exclude(pk__in=known))
    # Whoever comes when the others are reminded has only just been asked.
    marks = {"asked_at": now, "reminded_at": now if _is_time_to_remind(poll, now) else None}
    Reply.objects.bulk_create(Reply(poll=poll, person=person, **marks) for person in people)
    notices.tell_asked(poll, people, by=by)
    return bool(people)


def _remind(poll: Poll, now: datetime, by) -> bool:
    if not _is_time_to_remind(poll, now):
        return False
    day = timezone.localdate(now)
    due = [
        reply
        for reply in Reply.objects.filter(
            poll=poll, reminded_at__isnull=True, person__in=still_silent(poll)
        ).select_related("person")
        if timezone.localdate(reply.asked_at) < day
    ]
    people: list[User] = [reply.person for reply in due]
    Reply.objects.filter(pk__in=[reply.pk for reply in due]).update(reminded_at=now)
    notices.tell_reminded(poll, people, by=by)
    return bool(people)


def _is_time_to_remind(poll: Poll, now: datetime) -> bool:
    return timezone.localdate(now) >= add_working_days(poll.answer_by, -REMIND_BEFORE)


def _complete(poll: Poll, now: datetime, by) -> bool:
    """Also when the last silent one has left the group."""
    if poll.completed_at is not None or still_silent(poll).exists():
        return False
    Poll.objects.filter(pk=poll.pk).update(completed_at=now)
    notices.tell_complete(poll, by=by)
    return True
