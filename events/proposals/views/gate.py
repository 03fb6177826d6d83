"""Which call and which proposal a page is about."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from events.conference.queries import conferences_for, current_conference
from members.people.enums import Permission
from members.people.gates import requires

from .. import queries
from ..models import Call, Proposal

managers_only = requires(Permission.MANAGE_CONFERENCE)


def present_call(user) -> Call:
    """The call of the conference that members are shown; 404 when there is none."""
    conference = current_conference()
    call = queries.call_of(user, conference) if conference is not None else None
    if call is None:
        raise Http404
    return call


def call_at(user, conference: int) -> Call:
    """One conference's call; 404 for whoever may not see it."""
    found = get_object_or_404(conferences_for(user), pk=conference)
    call = queries.call_of(user, found)
    if call is None:
        raise Http404
    return call


def proposal_of(user, pk: int) -> Proposal:
    """A proposal that the reader may see; everybody else's is not there."""
    return get_object_or_404(queries.proposals_for(user), pk=pk)
