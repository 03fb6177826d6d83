"""A conference's certificates at the secretariat's desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from events.check_in.rules import ends_at
from events.conference import queries as conferences
from events.conference.models import Conference
from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import say

from .. import conference_queries, problems, typesetting
from ..enums import BY_ITSELF
from ..flows import conferring
from .holding import answer_with

managers_only = requires(Permission.MANAGE_CONFERENCE)


def _conference(request, pk: int) -> Conference:
    return get_object_or_404(conferences.conferences_for(request.user), pk=pk)


@form_page
@managers_only
def page(request, pk: int) -> HttpResponse:
    """See beforehand who gets a certificate, and issue them with one click."""
    conference = _conference(request, pk)
    if request.method == "POST":
        try:
            issued = conferring.confer(conference=conference, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            words = ngettext(
                "%(n)d certificate is issued, and its holder has been told.",
                "%(n)d certificates are issued, and their holders have been told.",
                len(issued),
            )
            messages.success(request, words % {"n": len(issued)})
        return redirect("certificates_desk:conference", pk)
    return render(
        request,
        "certificates_desk/conference.html",
        {
            "conference": conference,
            "those": conference_queries.those_who_came(conference),
            "blockers": problems.to_issue_of_conference(conference, request.user),
            "by_itself": ends_at(conference) + BY_ITSELF,
            "certificates": list(
                conference_queries.certificates_of_conference(request.user, conference)
            ),
        },
    )


@require_safe
@managers_only
def files(request, pk: int) -> HttpResponse:
    """All valid certificates of the conference in one file."""
    conference = _conference(request, pk)
    found = conference_queries.certificates_of_conference(request.user, conference)
    valid = list(found.filter(withdrawn_at=None).exclude(name=""))
    if not valid:
        messages.info(request, _("There are no certificates of attendance yet."))
        return redirect("certificates_desk:conference", pk)
    return answer_with(typesetting.pdf(valid), f"deltagerbeviser-{conference.year}.pdf")
