"""Why nothing can be proposed, sent in, reviewed, decided or made of it, as values."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.conference.enums import State as ConferenceState
from events.conference.models import Conference, Session, SessionDraft
from events.conference.rules import may_manage
from portal.kit.problems import Blocker

from . import rules
from .enums import MOVES, OUTCOMES, State
from .models import Call, Proposal

#: Nobody has more: a call is not a drawer.
MOST = 10


def to_manage(user) -> list[Blocker]:
    if may_manage(user):
        return []
    return [Blocker("not_allowed", _("You may not manage the conference."))]


def to_write_call(conference: Conference, opens_at: datetime, closes_at: datetime, user):
    """Why there cannot be a call between these moments."""
    found = to_manage(user)
    if closes_at <= opens_at:
        found.append(Blocker("closes_first", _("It must close after it opens.")))
    if timezone.localdate(closes_at) > conference.starts_on:
        found.append(Blocker("closes_late", _("It must close before the conference begins.")))
    return found


def to_write(
    call: Call, user, now: datetime | None = None, proposal: Proposal | None = None
) -> list[Blocker]:
    """Why this member cannot propose, or change what they have proposed."""
    if not rules.may_see_call(user, call):
        return [Blocker("not_allowed", _("Only members propose sessions."))]
    found = []
    if proposal is not None and proposal.proposer_id != user.pk:
        found.append(Blocker("not_yours", _("Only whoever has proposed it changes it.")))
    if call.conference.state != ConferenceState.PUBLISHED:
        found.append(
            Blocker("no_conference", _("The conference is not announced, or is cancelled."))
        )
    elif not call.is_open(now):
        early = (now or timezone.now()) < call.opens_at
        found.append(
            Blocker("not_open", _("The call has not opened yet."))
            if early
            else Blocker("closed", _("The call has closed, so proposals stand as they are."))
        )
    if proposal is not None and proposal.state not in (State.DRAFT, State.SUBMITTED):
        found.append(Blocker("decided", _("It has been decided or withdrawn, and stands.")))
    if proposal is None and call.proposals.filter(proposer=user).count() >= MOST:
        found.append(
            Blocker(
                "too_many", _("You have %(most)d proposals. Send some in first.") % {"most": MOST}
            )
        )
    return found


def to_submit(facts, speakers) -> list[Blocker]:
    """What a proposal lacks before it can be sent in."""
    found = []
    if not facts.abstract.strip():
        found.append(Blocker("no_abstract", _("Write what it is about before you send it in.")))
    if not speakers:
        found.append(Blocker("no_speaker", _("Write who speaks before you send it in.")))
    people = [each.person.pk for each in speakers if each.person is not None]
    if len(people) != len(set(people)):
        found.append(Blocker("speaks_twice", _("The same member stands twice among the speakers.")))
    return found


def to_move(proposal: Proposal, to: State) -> list[Blocker]:
    """Whether the state may follow the one it is in."""
    if to in MOVES[State(proposal.state)]:
        return []
    return [Blocker("wrong_state", _("That is not possible any more. Load the page again."))]


def to_withdraw(proposal: Proposal, user) -> list[Blocker]:
    found = []
    if proposal.proposer_id != user.pk:
        found.append(Blocker("not_yours", _("Only whoever has proposed it withdraws it.")))
    return found + to_move(proposal, State.WITHDRAWN)


def to_discard(proposal: Proposal, user) -> list[Blocker]:
    found = []
    if proposal.proposer_id != user.pk:
        found.append(Blocker("not_yours", _("Only whoever has proposed it withdraws it.")))
    if proposal.state != State.DRAFT:
        found.append(Blocker("sent", _("It has been sent in: withdraw it instead.")))
    return found


def to_confirm(proposal: Proposal, user) -> list[Blocker]:
    found = []
    if proposal.proposer_id != user.pk:
        found.append(Blocker("not_yours", _("Only whoever has proposed it confirms it.")))
    return found + to_move(proposal, State.CONFIRMED)


def to_review(proposal: Proposal, user) -> list[Blocker]:
    if rules.is_own(user, proposal):
        return [Blocker("own", _("Nobody reviews their own proposal."))]
    if not rules.may_review(user, proposal):
        return [Blocker("not_allowed", _("Only the programme group reviews proposals."))]
    if proposal.state not in (State.SUBMITTED, State.WAITING):
        return [Blocker("decided", _("It has been decided, so the reviews stand."))]
    return []


def to_decide(proposal: Proposal, outcome: State, user) -> list[Blocker]:
    """Why this answer cannot be given."""
    found = to_manage(user)
    if not found and rules.is_own(user, proposal):
        found.append(
            Blocker("own", _("Somebody else of the secretariat decides your own proposal."))
        )
    if outcome not in OUTCOMES:
        found.append(Blocker("no_outcome", _("Choose what is answered.")))
    return found + to_move(proposal, outcome)


def to_make(proposal: Proposal, user) -> list[Blocker]:
    """Why no point of the programme is made of it."""
    found = to_manage(user)
    if proposal.state not in (State.ACCEPTED, State.CONFIRMED):
        found.append(Blocker("not_accepted", _("Only what is accepted comes into the programme.")))
    if proposal.session_uid is not None and _is_there(proposal.session_uid):
        found.append(Blocker("is_made", _("It stands in the programme already.")))
    return found


def _is_there(uid) -> bool:
    return Session.objects.filter(uid=uid).exists() or SessionDraft.objects.filter(uid=uid).exists()
