from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from members.people.gates import members_only
from portal.kit import cpr

from .sources import SOURCES, Hit
from .words import Words

LONGEST = 100
IN_GROUP = 5
ON_PAGE = 20


@dataclass(frozen=True)
class Group:
    """One room's part of the answer."""

    name: str
    heading: Any
    count: int
    hits: list[Hit]
    page: Page

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits)


@require_safe
@members_only
def results(request: HttpRequest) -> HttpResponse:
    """Everything that fits, room by room; `i` shows one room whole, page by page."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    if cpr.contains(typed):
        # Sent on, so that the number does not stay in the address and the browser's memory.
        return redirect(reverse("search:results") + "?" + urlencode({"afvist": "cpr"}))
    words = Words(typed)
    only = request.GET.get("i", "")
    chosen = [source for source in SOURCES if source.name == only] or list(SOURCES)
    groups = [_group(request, source, words, whole=bool(only)) for source in chosen if words.plain]
    return render(
        request,
        "search/results.html",
        {
            "typed": typed,
            "is_refused": request.GET.get("afvist") == "cpr" and not typed,
            "groups": [group for group in groups if group.count],
            "count": sum(group.count for group in groups),
            "only": only if len(chosen) == 1 else "",
            "ask_url": reverse("questions:ask") + "?" + urlencode({"title": typed}),
        },
    )


def _group(request: HttpRequest, source, words: Words, *, whole: bool) -> Group:
    found = source.find(request.user, words)
    page = Paginator(found, ON_PAGE if whole else IN_GROUP).get_page(
        request.GET.get("page") if whole else 1
    )
    hits = [source.show(each, words) for each in page.object_list]
    return Group(source.name, source.heading, page.paginator.count, hits, page)
