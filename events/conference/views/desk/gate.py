"""Who comes to the desk, and which conference they mean."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from members.people.enums import Permission
from members.people.gates import requires

from ... import desk_queries, queries
from ...models import Conference, Registration

managers_only = requires(Permission.MANAGE_CONFERENCE)


def conference_of(request, pk: int) -> Conference:
    """The conference, for those who may see it; else a page that is not there."""
    return get_object_or_404(queries.conferences_for(request.user), pk=pk)


def registration_of(request, conference: Conference, number: int) -> Registration:
    """One of the conference's registrations, else a page that is not there."""
    found = desk_queries.registration_at_desk(request.user, conference, number)
    if found is None:
        raise Http404
    return found
