"""Which conference an address of the desk names, and who may have it."""

from django.shortcuts import get_object_or_404

from events.conference import queries
from events.conference.models import Conference, Registration
from members.people.enums import Permission
from members.people.gates import requires

from ... import desk_queries

managers_only = requires(Permission.MANAGE_CONFERENCE)


def conference_of(request, pk: int) -> Conference:
    """The conference, for those who may see it; else a page that is not there."""
    return get_object_or_404(queries.conferences_for(request.user), pk=pk)


def participant_of(request, conference: Conference, number: int) -> Registration:
    """Somebody with a seat, else a page that is not there."""
    return get_object_or_404(desk_queries.who_come(request.user, conference), pk=number)
