"""Who proposes, who reviews, and who sees what of it."""

from django.db.models import Q
from django.utils import timezone

from events.conference.enums import State as ConferenceState
from events.conference.rules import may_manage
from members.people.rules import is_member

from .enums import SEEN, State
from .models import Call, Panelist, Proposal


def may_see_call(user, call: Call) -> bool:
    """Members see the call of a conference that is announced; of a draft, those who manage it."""
    if not is_member(user):
        return False
    return call.conference.state == ConferenceState.PUBLISHED or may_manage(user)


def in_force() -> Q:
    """The right of the programme group, as a condition: until the last day of its conference."""
    return Q(call__conference__ends_on__gte=timezone.localdate())


def is_panelist(user, call: Call) -> bool:
    """In the programme group of this conference today."""
    if not is_member(user):
        return False
    return Panelist.objects.filter(in_force(), call=call, person=user.pk).exists()


def is_own(user, proposal: Proposal) -> bool:
    """Whether they have proposed it or are to speak: nobody judges what is their own."""
    if proposal.proposer_id == user.pk:
        return True
    return any(each.person_id == user.pk for each in proposal.speakers.all())


def may_view(user, proposal: Proposal) -> bool:
    """Whoever has proposed it; once it is sent in also those who are to speak, the programme group, and those
    who manage the conference."""
    if not is_member(user):
        return False
    if proposal.proposer_id == user.pk:
        return True
    if proposal.state == State.DRAFT:
        return False
    if is_own(user, proposal) or may_manage(user):
        return True
    return proposal.state in SEEN and is_panelist(user, proposal.call)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not is_member(user):
        return Q(pk__in=[])
    own = Q(proposer=user.pk)
    sent = ~Q(state=State.DRAFT)
    if may_manage(user):
        return own | sent
    speaks = Q(pk__in=Proposal.objects.filter(speakers__person=user.pk).values("pk"))
    panels = Panelist.objects.filter(in_force(), person=user.pk).values("call")
    return own | (sent & speaks) | Q(state__in=sorted(SEEN), call__in=panels)


def may_review(user, proposal: Proposal) -> bool:
    """The programme group, what is not their own."""
    return (
        proposal.state in SEEN and is_panelist(user, proposal.call) and not is_own(user, proposal)
    )


def may_see_reviews(user, proposal: Proposal) -> bool:
    """The group once they have said what they think themselves, and those who decide; of what is one's own
    nobody sees what was thought of it."""
    if not is_member(user) or is_own(user, proposal) or proposal.state not in SEEN:
        return False
    if is_panelist(user, proposal.call):
        return any(each.reviewer_id == user.pk for each in proposal.reviews.all())
    return may_manage(user)
