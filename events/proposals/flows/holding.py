"""A proposal is held while something happens to it: who comes second sees what the first one did."""

from django.db.models import F

from portal.kit.problems import stop_if

from .. import problems
from ..enums import State
from ..models import Call, Proposal


def lock_call(call: Call) -> Call:
    """The call as it is now, once everybody else who is at it has finished; an update is a lock on both
    databases."""
    Call.objects.filter(pk=call.pk).update(text=F("text"))
    return Call.objects.select_related("conference").get(pk=call.pk)


def lock(proposal: Proposal) -> Proposal:
    """The proposal as it is now, with all that is asked of it."""
    Proposal.objects.filter(pk=proposal.pk).update(title=F("title"))
    found = Proposal.objects.select_related("call__conference", "proposer", "track")
    return found.prefetch_related("speakers__person").get(pk=proposal.pk)


def move(proposal: Proposal, to: State) -> None:
    """Every write of a state: only where `enums.MOVES` says so. The caller saves."""
    stop_if(problems.to_move(proposal, to))
    proposal.state = to
