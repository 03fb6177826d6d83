"""Who comes to the evaluation's pages at the desk, and which conference they mean."""

from django.shortcuts import get_object_or_404

from events.conference.models import Conference
from events.conference.queries import conferences_for
from events.evaluations.models import Evaluation
from members.people.enums import Permission
from members.people.gates import requires

from ..queries import evaluation_of

managers_only = requires(Permission.MANAGE_CONFERENCE)


def evaluated(request, pk: int) -> tuple[Conference, Evaluation]:
    """The conference and its evaluation, also one that nobody has prepared yet; else a page that is not
    there."""
    conference = get_object_or_404(conferences_for(request.user), pk=pk)
    return conference, evaluation_of(conference)
