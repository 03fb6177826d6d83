"""Searching in the material of meetings: in the portal's search and, offered there, on the library's page."""

from django.db.models import Case, QuerySet, When
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.kit import wordindex
from portal.kit.wanted import Wanted
from portal.kit.wordindex import Ask
from resources.library.elsewhere import Piece, Shelf

from .models import Material
from .occasions import kind_of
from .queries import material_for
from .rules import findable

#: No search shows more than this: a longer list is not read.
MOST_FOUND = 100
#: So many stand on the library's page; the portal's search has them all.
IN_THE_LIBRARY = 10


def search_for(user, words: str | Wanted) -> QuerySet[Material]:
    """Files and links with all these words, the best first; the last word may be only begun. What points to
    the library is found there. At most `MOST_FOUND`."""
    readable = material_for(user).filter(findable(), guide__isnull=True)
    terms = Wanted.of(words).indexed
    if not terms:
        return readable.none()
    whole, begun = wordindex.find(Material, [Ask(terms, scored=True), Ask(terms, begun=True)])
    scores = {**begun, **whole}
    allowed = set(readable.filter(pk__in=scores).order_by().values_list("pk", flat=True))
    best = sorted(allowed, key=lambda pk: (pk not in whole, -scores[pk], -pk))[:MOST_FOUND]
    if not best:
        return readable.none()
    order = Case(*(When(pk=pk, then=at) for at, pk in enumerate(best)), default=len(best))
    return readable.filter(pk__in=best).order_by(order)


def complete(found: QuerySet[Material]) -> QuerySet[Material]:
    """What was found, with the text that an excerpt is taken from."""
    return found.defer(None)


def facts_of(material: Material) -> list[str]:
    """Which meeting or course, when, and what kind of thing it is."""
    kind = material.get_kind_display() if material.kind else _("link")
    occasion = material.occasion
    return [occasion.title, kind_of(occasion).when(occasion), kind]


def in_the_library(user, wanted: Wanted) -> Shelf | None:
    """What the library's own search shows beside its material."""
    found = search_for(user, wanted)
    count = found.count()
    if not count:
        return None
    pieces = []
    for each in found[:IN_THE_LIBRARY]:
        occasion, day, kind = facts_of(each)
        pieces.append(
            Piece(
                title=each.title,
                url=each.get_absolute_url(),
                about=each.about,
                place=occasion,
                place_url=each.occasion.get_absolute_url(),
                facts=f"{day} · {kind}",
            )
        )
    everything = reverse("search:results") + "?" + urlencode({"q": wanted.typed, "i": "materiale"})
    more = everything if count > len(pieces) else ""
    return Shelf(_("From meetings and courses"), count, pieces, more)
