"""A file of a meeting's material: one rule, and one answer for everything that is not for this reader."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.people.gates import members_only
from portal.ui import stored

from ..queries import material_for


@require_safe
@members_only
def file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A file by its number and its very name, whole or in part. What does not exist, what is called otherwise
    and what is not for this reader get the same answer: a guess learns nothing."""
    found = material_for(request.user).filter(pk=pk).exclude(file="").first()
    if found is None or found.name != name:
        raise Http404
    return stored.hand_out(request, found)
