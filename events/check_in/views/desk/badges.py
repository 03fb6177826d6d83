"""The badges: printed all at once, those that are new, or one more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.conference.finding import fits
from events.conference.windows import ON_PAGE
from portal.kit.numbers import number_in

from ... import badges as making
from ... import desk_queries
from ...enums import A_FILE, Batch
from ...flows import printing
from .gate import conference_of, managers_only, participant_of


@require_safe
@managers_only
def badges(request, pk: int) -> HttpResponse:
    """How far the badges are, and each with when it was printed, a page at a time."""
    conference = conference_of(request, pk)
    words = request.GET.get("q", "").strip()[:100]
    found = desk_queries.badges_of(request.user, conference).filter(fits(words))
    return render(
        request,
        "check_in_desk/badges.html",
        {
            "conference": conference,
            "counts": desk_queries.badge_counts(request.user, conference),
            "page_obj": Paginator(found, ON_PAGE).get_page(request.GET.get("page")),
            "words": words,
            "a_sheet": making.A_SHEET,
            "a_file": A_FILE,
        },
    )


@require_POST
@managers_only
def print_batch(request, pk: int) -> HttpResponse:
    """A file of A4 sheets, four badges each. Whoever is on it counts as printed."""
    conference = conference_of(request, pk)
    wanted = request.POST.get("batch", "")
    if wanted == Batch.BLANK:
        return _file(making.blank(conference), f"navneskilte-{conference.year}-tomme.pdf")
    batch = Batch.ALL if wanted == Batch.ALL else Batch.NEW
    file = number_in(request.POST.get("file", ""), digits=5) or 1
    people = printing.print_badges(conference=conference, batch=batch, file=file, by=request.user)
    if not people:
        messages.info(request, _("Everybody's badge is printed already."))
        return redirect("check_in_desk:badges", pk)
    name = f"navneskilte-{conference.year}" + (f"-{file}" if file > 1 else "")
    return _file(making.pdf(conference, people), f"{name}.pdf")


@require_POST
@managers_only
def print_one(request, pk: int, registration_id: int) -> HttpResponse:
    """One badge once more; a lost one under another code."""
    conference = conference_of(request, pk)
    registration = participant_of(request, conference, registration_id)
    lost = request.POST.get("lost") == "1"
    printed = printing.print_again(registration=registration, lost=lost, by=request.user)
    return _file(making.pdf(conference, [printed]), f"navneskilt-{registration.pk}.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
