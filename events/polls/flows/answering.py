"""A member says when they can."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import Says
from ..models import Choice, Poll, Reply
from ..queries import still_silent
from .holding import held


@transaction.atomic
def answer(
    *, poll: Poll, person: User, says: Mapping[int, Says | str], word: str = "", by
) -> Reply:
    """The person's answer to each slot (by its number), with a word; it takes the place of an earlier one,
    so that a second click or an old tab does no harm. Slots that are not the poll's are passed over, and one
    that is not answered is a no. The last answer of all tells the coordinators. Raises `Refused`."""
    refuse_cpr(word)
    poll = held(poll)
    stop_if(problems.to_answer(poll, person))
    now = timezone.now()
    reply, _ = Reply.objects.get_or_create(poll=poll, person=person, defaults={"asked_at": now})
    reply.word, reply.answered_at = word, now
    reply.save(update_fields=["word", "answered_at"])
    for slot in poll.slots.all():
        Choice.objects.update_or_create(
            reply=reply, slot=slot, defaults={"says": Says(says.get(slot.pk, Says.NO))}
        )
    notices.mark_answered(poll, person)
    trail.record("polls.answered", on=poll, by=by, about=person)
    if not still_silent(poll).exists() and Poll.objects.filter(
        pk=poll.pk, completed_at__isnull=True
    ).update(completed_at=now):
        notices.tell_complete(poll, by=by)
    return reply
