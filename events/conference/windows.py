"""A page of several lists that stand one after the other: so many rows in all, however long each list is."""

from collections.abc import Sequence
from itertools import accumulate

from django.core.paginator import Page, Paginator

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
