"""A poll ends: with a meeting, or without; and begins again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from events.meetings.flows import planning
from events.meetings.models import Meeting
from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices, problems
from ..enums import State
from ..models import Poll, Proposal, Reply, Slot
from ..queries import asked_of, said_yes
from .holding import held


@transaction.atomic
def close(*, poll: Poll, slot: Slot, host: Municipality | None = None, by) -> Meeting:
    """The slot becomes the group's draft of a meeting, and the yeses to it are kept as proposed sign-ups.
    Closed once more, it gives the meeting there is. Without a host the poll's own hosts. Raises `Refused`."""
    poll = held(poll)
    if poll.state == State.CLOSED and poll.meeting is not None:
        stop_if(problems.to_run(poll.group, by))
        return poll.meeting
    found = problems.to_close(poll, slot, by)
    host = host or poll.host
    if host is None:
        found.append(problems.HOSTLESS)
    stop_if(found)
    assert host is not None
    now = timezone.now()
    meeting = planning.plan(
        group=poll.group,
        facts=planning.Facts(
            title=poll.title, host=host, starts_at=slot.starts_at, ends_at=slot.ends_at
        ),
        key=poll.idempotency_key,
        by=by,
    )
    Poll.objects.filter(pk=poll.pk).update(
        state=State.CLOSED, ended_at=now, meeting=meeting, chosen=slot
    )
    Proposal.objects.bulk_create(
        (Proposal(meeting=meeting, person=person) for person in said_yes(slot)),
        ignore_conflicts=True,
    )
    trail.record("polls.closed", on=poll, by=by, meeting=meeting.pk)
    return meeting


@transaction.atomic
def call_off(*, poll: Poll, by) -> Poll:
    """No date is looked for any more; those asked are told. Raises `Refused`."""
    poll = held(poll)
    stop_if(problems.to_call_off(poll, by))
    _set(poll, state=State.CALLED_OFF, ended_at=timezone.now())
    trail.record("polls.called_off", on=poll, by=by)
    notices.tell_called_off(poll, list(asked_of(poll.group)), by=by)
    return poll


@transaction.atomic
def reopen(*, poll: Poll, answer_by: date, by) -> Poll:
    """The group has until another day; what was answered stands and can be changed. Raises `Refused`."""
    poll = held(poll)
    stop_if(problems.to_reopen(poll, answer_by, by))
    _set(
        poll,
        state=State.OPEN,
        ended_at=None,
        meeting=None,
        chosen=None,
        answer_by=answer_by,
        completed_at=None,
        over_at=None,
    )
    people = list(asked_of(poll.group))
    known = set(Reply.objects.filter(poll=poll).values_list("person", flat=True))
    Reply.objects.bulk_create(
        Reply(poll=poll, person=person) for person in people if person.pk not in known
    )
    # Whoever has just got this letter is not reminded on the same day.
    Reply.objects.filter(poll=poll).update(asked_at=timezone.now(), reminded_at=None)
    trail.record("polls.reopened", on=poll, by=by)
    notices.tell_reopened(poll, people, by=by)
    return poll


def _set(poll: Poll, **values) -> None:
    Poll.objects.filter(pk=poll.pk).update(**values)
    poll.refresh_from_db(fields=list(values))
