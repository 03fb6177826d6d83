from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from members.people.gates import members_only
from portal.kit import cpr
from portal.words import flows

from .asking import Answer, Search
from .forms import NarrowForm
from .narrowing import in_words
from .sources import SOURCES
from .suggesting import suggestions
from .vocabulary import is_a_name

LONGEST = 100


@require_safe
@members_only
def results(request: HttpRequest) -> HttpResponse:
    """Everything that fits, room by room; `i` shows one room whole, page by page."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    if cpr.contains(typed):
        # Sent on, so that the number does not stay in the address and the browser's memory.
        return redirect(reverse("search:results") + "?" + urlencode({"afvist": "cpr"}))
    only = request.GET.get("i", "")
    chosen = [source for source in SOURCES if source.name == only] or list(SOURCES)
    exactly = bool(request.GET.get("praecis"))
    form = NarrowForm(request.GET)
    narrow = form.chosen()
    search = Search(request.user, typed, chosen, narrow, exactly, request.GET.get("page"))
    answer = search.answer() if typed else Answer()
    is_narrow = len(chosen) == 1
    in_vain = typed and not (answer.count or is_narrow or exactly or narrow.chosen)
    if in_vain and not is_a_name(typed):
        flows.note_vain(typed=typed, day=timezone.localdate(), by=None)
    return render(
        request,
        "search/results.html",
        {
            "typed": typed,
            "is_refused": request.GET.get("afvist") == "cpr" and not typed,
            "answer": answer,
            "groups": answer.groups,
            "count": answer.count,
            "exactly": exactly,
            "form": form,
            "narrowed": in_words(narrow, form.period_in_words()),
            "only": only if is_narrow else "",
            "ask_url": reverse("questions:ask") + "?" + urlencode({"title": typed}),
        },
    )


@require_safe
@members_only
def suggest(request: HttpRequest) -> HttpResponse:
    """What is proposed while somebody types; nothing for a CPR number, which the page does not send."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = [] if cpr.contains(typed) else suggestions(request.user, typed)
    return render(request, "search/suggestions.html", {"suggestions": found})
