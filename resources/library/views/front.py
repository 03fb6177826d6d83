"""The library's front: what is new, what is used, the KlarRet series, and the other material by kind."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.kit import danish
from portal.ui.patterns import Pattern
from portal.ui.whole_pages import WholePage
from resources.visits import flows as visits

from .. import front
from ..enums import Kind
from ..forms import FilterForm
from ..front import Facts
from ..models import Guide, Version
from ..queries import national_progress, series_row
from ..reach import reach_of

#: One for each set of people who may read the same; the page is large where there is much material.
_PAGE = WholePage("library/guide_list.html", most=32)
_NEW_TO_YOU = Pattern("library/new_to_you.html")


def front_page(request: HttpRequest, refused: FilterForm | None = None) -> HttpResponse:
    """Rendered once for all who may read the same. Members see what is new to them; how much is read is
    theirs alone. `refused`: what was asked for and is not looked for; such a page is its reader's alone."""
    reach = reach_of(request.user)
    facts = front.facts_within(reach)
    since = visits.came(by=request.user)
    new = {row[1] for row in facts.editions if since and front.is_new(row, since)}
    new_to_you = front.newest(front.material(facts, only=new), since) if new else []
    places = {
        "new_to_you": _new_to_you(new_to_you, since) if since and new_to_you else "",
        "collections": render_to_string("library/beside_front.html", {"request": request}),
    }
    around = {"is_member": reach.is_member, "has_new": bool(new_to_you)}
    made_of = {"new_to_you": new_to_you, "since": since}
    if refused is not None:
        shown = {
            **_shown(facts, bool(new_to_you)),
            "form": refused,
            "words": "",
            "found": front.material(facts),
        }
        return render(
            request, "library/guide_list.html", {**around, **made_of, **shown, "place": places}
        )
    return _PAGE.answer(
        request,
        {"library": facts, **around},
        made_of,
        lambda: _shown(facts, bool(new_to_you)),
        **places,
    )


def in_order(guides: list[Guide]) -> dict[str, Any]:
    """The series by its numbers with how far it is, and the other material on its shelves."""
    series = [guide for guide in guides if guide.kind == Kind.KLARRET]
    return {
        "rows": [series_row(guide) for guide in sorted(series, key=_place_in_series)],
        "progress": national_progress(series),
        "shelves": _shelves(guides),
    }


def _shown(facts: Facts, has_new: bool) -> dict[str, Any]:
    """What the template is given of the facts."""
    guides = front.material(facts)
    form = FilterForm()
    form.offer(facts.topics)
    return {
        "form": form,
        **in_order(guides),
        "newest": [] if has_new else front.newest(guides),
        "used": front.used(facts, guides),
    }


def _new_to_you(versions: list[Version], since: datetime) -> SafeString:
    """With the facts that stand in its rows."""
    facts = (
        since,
        *(
            (
                each.get_absolute_url(),
                each.edition.guide.full_title,
                each.edition.line,
                each.number,
                each.published_at,
                each.change,
            )
            for each in versions
        ),
    )
    return _NEW_TO_YOU.filled(facts, lambda: {"new_to_you": versions, "since": since})


def _place_in_series(guide: Guide) -> int:
    assert guide.number is not None, "only_klarret_guides_have_a_number"
    return guide.number


def _shelves(guides: Iterable[Guide]) -> list[tuple[str, list[Guide]]]:
    """Everything but KlarRet: a heading and its material, in Danish order."""
    headings = {
        Kind.INTRODUCTION: _("To begin with"),
        Kind.TEMPLATE: _("Templates"),
        Kind.MEDIATION: _("Mediation"),
        Kind.PRACTICE: _("Tried practices"),
        Kind.NETWORK: _("From the network’s questions"),
        Kind.REPORT: _("Reports"),
        Kind.LINK: _("Links"),
    }
    ordered = sorted(guides, key=lambda guide: danish.sort_key(guide.title))
    shelves = [
        (heading, [g for g in ordered if g.kind == kind]) for kind, heading in headings.items()
    ]
    return [(heading, stands) for heading, stands in shelves if stands]
