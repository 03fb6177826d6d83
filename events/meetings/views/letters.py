"""Leaving a group's mails, and having them again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.groups.queries import groups_for
from members.people.gates import members_only

from ..enums import Letters
from ..flows import silencing


@require_POST
@members_only
def letters(request, pk: int) -> HttpResponse:
    """One kind of mails of one group; back to the group's page."""
    found = get_object_or_404(groups_for(request.user), pk=pk)
    if request.POST.get("what") not in Letters.values:
        raise Http404
    wanted = request.POST.get("wanted") == "1"
    silencing.hear(group=found, what=Letters(request.POST["what"]), wanted=wanted, by=request.user)
    messages.success(
        request,
        _("You get these mails again.") if wanted else _("You do not get these mails any more."),
    )
    return redirect("cadence:group", pk)
