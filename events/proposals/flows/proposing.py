"""What the proposer does: write, send in, change until the call closes, withdraw, confirm."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from events.conference.flows.points import Talker
from portal.audit import trail
from portal.kit.problems import Blocker, stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import State
from ..models import Call, Proposal, ProposedSpeaker
from ..plans import Facts
from .holding import lock, lock_call, move


@transaction.atomic
def save(
    *,
    call: Call,
    proposal: Proposal | None = None,
    facts: Facts,
    speakers: Sequence[Talker] = (),
    submit: bool = False,
    key: UUID | None = None,
    at: datetime | None = None,
    by,
) -> Proposal:
    """A draft that only its writer sees, or what has been sent in, changed as long as the call is open. With
    `submit` it is sent in; what has been sent in stays so. The same key again answers with the first
    result."""
    refuse_cpr(*facts.texts, *(text for each in speakers for text in each.texts))
    now = at or timezone.now()
    call = lock_call(call)
    if proposal is None and key is not None:
        there = Proposal.objects.filter(key=key, proposer=by, call=call).first()
        if there is not None:
            return there
    if proposal is not None:
        proposal = lock(proposal)
    found: list[Blocker] = problems.to_write(call, by, now, proposal)
    sent = proposal is not None and proposal.state == State.SUBMITTED
    if submit or sent:
        found += problems.to_submit(facts, speakers)
    stop_if(found)
    is_new = proposal is None
    proposal = proposal or Proposal(call=call, proposer=by, created_at=now)
    if is_new and key is not None:
        proposal.key = key
    for name, value in vars(facts).items():
        setattr(proposal, name, value)
    proposal.changed_at = now
    if submit and not sent:
        move(proposal, State.SUBMITTED)
        proposal.submitted_at = now
    proposal.save()
    proposal.speakers.all().delete()
    ProposedSpeaker.objects.bulk_create(
        ProposedSpeaker(proposal=proposal, order=order, **_columns(each))
        for order, each in enumerate(speakers, start=1)
    )
    if submit and not sent:
        trail.record("proposals.submitted", on=proposal, by=by)
        notices.tell_submitted(proposal, by=by)
    else:
        trail.record("proposals.saved", on=proposal, by=by)
    return proposal


def _columns(talker: Talker) -> dict:
    names = ("person", "name", "title", "organisation", "about")
    return {name: getattr(talker, name) for name in names}


@transaction.atomic
def withdraw(*, proposal: Proposal, by) -> Proposal:
    """Take back what was sent in; the group sees it no more, and the secretariat is told."""
    proposal = lock(proposal)
    stop_if(problems.to_withdraw(proposal, by))
    was_accepted = proposal.state in (State.ACCEPTED, State.CONFIRMED)
    move(proposal, State.WITHDRAWN)
    proposal.save(update_fields=["state"])
    trail.record("proposals.withdrawn", on=proposal, by=by)
    if was_accepted:
        notices.tell_withdrawn(proposal, by=by)
    return proposal


@transaction.atomic
def discard(*, proposal: Proposal, by) -> None:
    """Throw a draft away that nobody else has seen."""
    proposal = lock(proposal)
    stop_if(problems.to_discard(proposal, by))
    trail.record("proposals.discarded", on=proposal, by=by)
    proposal.delete()


@transaction.atomic
def confirm(*, proposal: Proposal, by) -> Proposal:
    """The proposer says that they come and do it. Safe to repeat."""
    proposal = lock(proposal)
    if proposal.state == State.CONFIRMED and proposal.proposer_id == by.pk:
        return proposal
    stop_if(problems.to_confirm(proposal, by))
    move(proposal, State.CONFIRMED)
    proposal.save(update_fields=["state"])
    trail.record("proposals.confirmed", on=proposal, by=by)
    notices.tell_confirmed(proposal, by=by)
    return proposal
