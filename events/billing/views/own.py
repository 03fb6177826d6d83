"""A document for somebody who stands on it, or has registered somebody who does."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.people.gates import members_only

from .. import queries
from ..standing import Standing, standing_of


@require_safe
@members_only
def document(request, pk: int) -> HttpResponse:
    """What it says of them; of the others on it they see nothing. A foreign one is not there."""
    found = get_object_or_404(queries.documents_for(request.user), pk=pk)
    lines = list(queries.lines_for(request.user, found))
    return render(
        request,
        "billing/document.html",
        {
            "document": found,
            "lines": lines,
            "own_total": sum(line.amount for line in lines),
            "has_others": len(lines) < found.lines.count(),
            "is_overdue": standing_of(found) == Standing.OVERDUE,
        },
    )
