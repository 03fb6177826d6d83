"""A page of several lists that stand one after the other: so many rows in all, however long each list is."""

from collections.abc import Sequence
from itertools import accumulate

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils import timezone

from members.people.models import Post
from members.people.rules import in_force
from portal.kit import danish

#: More rows than these make a page that nobody reads; a conference as it is usual stands on one.
ON_PAGE = 200


def page_of(
    counts: Sequence[int], number: str | None = None, *, whole: bool = False
) -> tuple[Page, list[slice | None]]:
    """The page asked for of lists that are so long, and the rows of each that stand on it: None for a list
    that stands on other pages. With `whole` everything is on one page, for the printer."""
    total = sum(counts)
    page = Paginator(range(total), max(total, 1) if whole else ON_PAGE).get_page(number)
    first, last = page.start_index() - 1 if total else 0, page.end_index()
    begins = [0, *accumulate(counts)]
    return page, [
        _cut(begin, count, first, last, is_last=not page.has_next())
        for begin, count in zip(begins, counts, strict=False)
    ]


def _cut(begin: int, count: int, first: int, last: int, *, is_last: bool) -> slice | None:
    if not count:  # that it is empty is said once
        here = first <= begin < last or (is_last and begin == last)
        return slice(0, 0) if here else None
    start, stop = max(first - begin, 0), min(last - begin, count)
    return slice(start, stop) if start < stop else None


def fits(words: str, person: str = "person") -> Q:
    """Each word begins a word of somebody's name or municipality; `person` is the way to them."""
    found = Q()
    for word in words.split():
        if not danish.sort_key(word):
            continue
        places = Post.objects.filter(in_force(timezone.localdate()), _begins(word, "municipality"))
        found &= _begins(word, person) | Q(**{f"{person}__in": places.values("person")})
    return found


def _begins(word: str, way: str) -> Q:
    """The key is digits in pairs with "10" between words."""
    key = danish.sort_key(word)
    return Q(**{f"{way}__name_key__startswith": key}) | Q(
        **{f"{way}__name_key__contains": f"10{key}"}
    )
