"""One page of the list, ready to be shown.

What is the same for all who may read the same audiences is rendered once and kept for a minute: its key
names the audiences with how far each has come, so that whatever happens makes it anew, and nobody is
shown what was made for others. One's own tabs and searches are made each time.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.kit.wanted import Wanted
from portal.ui.patterns import PLACES, Pattern
from portal.words import queries as dictionary

from . import filters, finding, queries
from .choice import EVERYBODY, Choice
from .enums import Filter, Period, Size, Sort, Standing
from .excerpts import excerpts
from .finding import MOST_COUNTED, Counts, Options
from .stamps import Stamps

#: Seconds: a name or a municipality that has changed, and "5 minutes ago", may be as old as this.
KEPT = 60


@dataclass(frozen=True)
class Listing:
    """The page's parts. `page_obj` is for the pager."""

    choice: Choice
    filters: SafeString
    rows: SafeString
    counts: dict[str, int] | None
    page_obj: Page

    @property
    def shown(self) -> int:
        """How many questions fit, on all pages."""
        return self.page_obj.paginator.count

    def around(self, *, may_write: bool, stamp: int, newest: int) -> SafeString:
        """The page but for its head and the pager: the rows with tabs, filters and what follows them live."""
        choice, counts = self.choice, self.counts or {}
        fits = ""
        if choice.words or choice.is_narrow:
            fits = ngettext("%(n)s question fits", "%(n)s questions fit", self.shown)
        return _AROUND.filled(
            Around(choice, self.counts is not None, may_write),
            lambda: {"tabs": list(_tabs(choice))},
            filters=self.filters,
            rows=self.rows,
            fits=fits % {"n": self.shown} if fits else "",
            stamp=stamp,
            newest=newest,
            **{f"count_{tab}": number for tab, number in counts.items()},
        )


_AROUND = Pattern("questions/pieces/list_around.html")


class Around(NamedTuple):
    """All that the page around the rows depends on."""

    choice: Choice
    counted: bool
    may_write: bool


@dataclass(frozen=True)
class Tab:
    """One tab: its words, its address, and the place for how many questions stand under it."""

    label: Any
    address: str
    count: Any
    is_current: bool


def _tabs(choice: Choice) -> Iterator[Tab]:
    for tab in Filter:
        count = PLACES[f"count_{tab.value}"]
        yield Tab(tab.label, choice.address(tab=tab), count, tab == choice.tab)


@dataclass(frozen=True)
class Option:
    """One option of a filter."""

    value: str
    label: Any
    is_chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Tag:
    """A filter in force, and the address without it."""

    label: str
    address: str


def of(user, choice: Choice, *, page: int, stamps: Stamps) -> Listing:
    """The list for this reader."""
    kept = None
    if not (choice.words or choice.is_personal):
        key = _key(choice, page, stamps)
        kept = cache.get(key)
    if kept is None:
        kept = _made(user, choice, page, counted=sum(each.count for each in stamps.values()))
        if not (choice.words or choice.is_personal):
            cache.set(key, kept, KEPT)
    choice, filter_html, rows_html, counts, shown, page = kept
    if counts is not None:
        counts = counts | finding.personal_counts(user, choice)
    # The rows are there already: the pager only counts.
    page_obj = Paginator(range(shown), queries.PAGE).get_page(page)
    return Listing(choice, mark_safe(filter_html), mark_safe(rows_html), counts, page_obj)


def newer(user, choice: Choice, *, since: int) -> int:
    """How many questions fit the choice that have been asked since this one."""
    readable = queries.standing_for(user).filter(
        filters.of_tab(user.pk, choice.tab), filters.narrowed(choice), pk__gt=since
    )
    return readable.count()


def _key(choice: Choice, page: int, stamps: Stamps) -> str:
    seen = sorted((str(audience), *vars(stamp).values()) for audience, stamp in stamps.items())
    whole = repr((sorted(choice.written().items()), page, get_language(), seen))
    return f"questions.list.{hashlib.sha256(whole.encode()).hexdigest()}"


def _made(user, choice: Choice, page: int, *, counted: int) -> tuple:
    counts_too = counted <= MOST_COUNTED
    options, counts = finding.options_for(user, choice, counted=counts_too and not choice.words)
    choice = known(choice, options)
    tabs = finding.common_counts(user, choice) if counts_too and not choice.words else None
    # The secretariat's words that mean the same are looked for too, as in the search of the whole portal.
    meant = dictionary.wanted(choice.words) if choice.words else None
    found = _Pages(user, choice, meant, None if tabs is None else tabs.get(choice.tab.value))
    page_obj = found.get_page(page or 1)
    rows = list(page_obj)
    if meant is not None:
        spots = excerpts(rows, meant.said)
        for row in rows:
            row.excerpt = spots.get(row.pk)
    given = {"choice": choice, "rows": rows, "also": meant.also if meant else []}
    return (
        choice,
        str(render_to_string("questions/pieces/filters.html", _form(choice, options, counts))),
        str(render_to_string("questions/pieces/rows.html", given)),
        tabs,
        found.count,
        page_obj.number,
    )


def known(choice: Choice, options: Options) -> Choice:
    """The choice without a topic or a group that there is not, or not for this reader."""
    if choice.topic and choice.topic not in {topic.slug for topic in options.topics}:
        choice = replace(choice, topic="")
    if choice.audience and choice.audience != EVERYBODY and choice.audience not in options.groups:
        choice = replace(choice, audience="")
    return choice


class _Pages(Paginator):
    """The pages of a choice; the tab's own count is not asked for again."""

    def __init__(self, user, choice: Choice, meant: Wanted | None, count: int | None):
        self._given = count
        super().__init__(finding.chosen(user, choice, meant), queries.PAGE)

    @cached_property
    def count(self) -> int:
        return super().count if self._given is None else self._given


# --- the form ----------------------------------------------------------------------------------------
def _form(choice: Choice, options: Options, counts: Counts) -> dict:
    audiences: list[tuple[str | int, str]] = [
        (EVERYBODY, _("The whole network")),
        *options.groups.items(),
    ]
    return {
        "choice": choice,
        "topics": [
            Option(
                topic.slug, topic.name, topic.slug == choice.topic, counts.topics.get(topic.slug)
            )
            for topic in options.topics
        ],
        "audiences": [
            Option(str(value), label, value == choice.audience, counts.audiences.get(value))
            for value, label in audiences
        ]
        if options.groups
        else [],
        "sizes": list(_options(Size, choice.size, counts.sizes)),
        "periods": list(_options(Period, choice.period, counts.periods)),
        "standings": list(_options(Standing, choice.standing, counts.standings)),
        "sorts": list(_options(Sort, choice.sort, {})),
        "tags": list(_tags(choice, options)),
        "cleared": choice.besides(
            "topic", "audience", "size", "period", "since", "until", "standing", "words"
        ).address(),
    }


def _options(kind, chosen, counts: dict[str, int]) -> Iterator[Option]:
    for each in kind:
        yield Option(each.value, each.label, each == chosen, counts.get(each.value))


def _tags(choice: Choice, options: Options) -> Iterator[Tag]:
    if choice.words:
        yield Tag(_("“%(words)s”") % {"words": choice.words}, choice.besides("words").address())
    if choice.topic:
        name = next(topic.name for topic in options.topics if topic.slug == choice.topic)
        yield Tag(name, choice.besides("topic").address())
    if choice.audience == EVERYBODY:
        yield Tag(_("The whole network"), choice.besides("audience").address())
    elif choice.audience:
        yield Tag(options.groups[int(choice.audience)], choice.besides("audience").address())
    for name in ("size", "period", "standing"):
        if value := getattr(choice, name):
            yield Tag(str(value.label), choice.besides(name).address())
    if choice.since:
        day = date_format(choice.since, "DATE_FORMAT")
        yield Tag(_("From %(day)s") % {"day": day}, choice.besides("since").address())
    if choice.until:
        day = date_format(choice.until, "DATE_FORMAT")
        yield Tag(_("Until %(day)s") % {"day": day}, choice.besides("until").address())
