"""A coordinator asks the group when it can meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from members.groups.models import Group
from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..models import Poll, Reply, Slot
from ..queries import asked_of


@dataclass(frozen=True)
class Facts:
    """What is asked; a form's cleaned data, by name."""

    title: str
    answer_by: date
    host: Municipality | None = None
    message: str = ""


@transaction.atomic
def ask(
    *,
    group: Group,
    facts: Facts,
    spans: Sequence[tuple[datetime, datetime]],
    key: UUID | None = None,
    at: datetime | None = None,
    by,
) -> Poll:
    """A poll with the proposed times, and a letter to everybody in the group. The same key again gives the
    same poll; `at` dates an older one. Raises `Refused`."""
    now = at or timezone.now()
    known = Poll.objects.filter(idempotency_key=key).first() if key else None
    if known is not None:
        stop_if(problems.to_run(known.group, by))
        return known
    stop_if(problems.to_ask(group, spans, facts.answer_by, by, now))
    refuse_cpr(facts.title, facts.message)
    poll, created = Poll.objects.get_or_create(
        idempotency_key=key or uuid4(),
        defaults={
            **vars(facts),
            "group": group,
            "asked_by": by,
            "created_at": now,
            "changed_at": now,
        },
    )
    if not created:
        return poll
    Slot.objects.bulk_create(
        Slot(poll=poll, starts_at=starts, ends_at=ends) for starts, ends in sorted(spans)
    )
    people = list(asked_of(group))
    Reply.objects.bulk_create(Reply(poll=poll, person=person, asked_at=now) for person in people)
    trail.record("polls.asked", on=poll, by=by, group=group.pk)
    notices.tell_asked(poll, people, by=by)
    return poll
