"""The search in the material."""

import re

from django.db.models import Case, Q, QuerySet, When

from portal.kit import wordindex
from portal.kit.keywords import telling
from portal.kit.marking import Typed
from portal.kit.sections import Asked, Section
from portal.kit.wanted import Wanted
from portal.kit.wordindex import Ask, likeness

from .models import Guide, LegalBasis
from .reach import in_use_for

#: No search shows more than this: a longer list is not read.
MOST_FOUND = 100
NUMBER = re.compile(r"^(?:klar\s*ret)?\s*(?:nr\.?|nummer)?\s*(\d{1,3})$", re.IGNORECASE)


def search_for(user, words: str | Wanted, *, only: Q | None = None) -> QuerySet[Guide]:
    """The material that a reader may read and that fits the words, the best first.

    "KlarRet 14" (or "14") and "§ 19" are meant literally; otherwise all words must be there, the last
    one perhaps only begun. `only`: among those that this is true of. At most `MOST_FOUND`.
    """
    wanted = Wanted.of(words)
    readable = in_use_for(user)
    if only is not None:
        readable = readable.filter(pk__in=Guide.objects.filter(only).values("pk"))
    if number := NUMBER.match(wanted.typed.strip()):
        return readable.filter(number=int(number[1]))
    by = _by_section if "§" in wanted.typed else _by_words
    found = by(readable, wanted)
    place = {pk: at for at, pk in enumerate(found)}
    if not place:
        return readable.none()
    order = Case(*(When(pk=pk, then=at) for pk, at in place.items()), default=len(place))
    return readable.filter(pk__in=place).order_by(order)


def acts() -> list[str]:
    """The acts that material explains, in order; there is no secret in them."""
    return list(LegalBasis.objects.order_by("act").values_list("act", flat=True).distinct())


def titled(user, words: str | Wanted) -> list[Guide]:
    """The material a reader may read whose title has these words, the last one perhaps only begun."""
    wanted = Wanted.of(words)
    terms = wanted.indexed
    if not terms:
        return []
    (hits,) = wordindex.find(Guide, [Ask(terms, begun=True, titled=True)])
    found = in_use_for(user).filter(pk__in=hits).order_by("number", "pk")
    # PostgreSQL looks for what is only begun in the texts, too.
    return [guide for guide in found if Typed.of(wanted.typed).has_all_in(guide.full_title)]


def alike(user, sentence: str, most: int = 2) -> list[Guide]:
    """The material a reader may read that shares most telling words with a sentence, the best first."""
    words = telling(sentence)
    if not words:
        return []
    readable = in_use_for(user)
    best = likeness.alike(Guide, words, among=list(readable.values_list("pk", flat=True)))[:most]
    return sorted(readable.filter(pk__in=best), key=lambda guide: best.index(guide.pk))


def _by_words(readable: QuerySet[Guide], wanted: Wanted) -> list[int]:
    """Whole words first, then those that are only begun."""
    terms = wanted.indexed
    if not terms:
        return []
    whole, begun = wordindex.find(Guide, [Ask(terms, scored=True), Ask(terms, begun=True)])
    scores = {**begun, **whole}
    allowed = readable.filter(pk__in=scores).order_by().values_list("pk", flat=True)
    return sorted(allowed, key=lambda pk: (pk not in whole, -scores[pk], -pk))[:MOST_FOUND]


def _by_section(readable: QuerySet[Guide], wanted: Wanted) -> list[int]:
    """Material about this very section, then what mentions it: § 19 is not § 191. Words beside it must
    be in the act's name, or shorten it."""
    asked = Asked.of(wanted.typed)
    if asked is None:
        return []
    bases = [
        basis.pk
        for basis in LegalBasis.objects.all()
        if Section.of(basis.section) == asked.section and asked.is_of(basis.act)
    ]
    about = readable.filter(legal_bases__in=bases).order_by("number", "pk")
    found = list(about.values_list("pk", flat=True))
    if not asked.words:
        standing = Q(editions__versions__withdrawn_at__isnull=True)
        written = asked.section.pattern
        in_text = Q(editions__versions__text__regex=written)
        in_file = Q(editions__versions__beside__enclosure__texts__text__regex=written)
        for where in (in_text, in_file):
            found += readable.filter(standing & where).values_list("pk", flat=True)
    return list(dict.fromkeys(found))[:MOST_FOUND]
