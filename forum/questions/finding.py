"""Finding questions: the list by a reader's choice, how many each choice would give, and the search.

Everything begins with `queries.standing_for`, the one rule of what a reader may be led to.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from portal.kit import wordindex
from portal.kit.prepared import Prepared
from portal.kit.wanted import Term, Wanted
from portal.kit.wordindex import POOL, Ask
from portal.topics.models import Topic

from . import filters, queries, rules
from .choice import EVERYBODY, Choice
from .enums import Filter, Period, Size, Sort, Standing, State
from .excerpts import with_texts
from .models import Answer, Question

#: No search shows more than this: a longer list is not read.
MOST_FOUND = 100
#: How much better a solved question, or one with a confirmed answer, is than one that fits as well.
SOLVED_IS_WORTH = 1.5
#: Options are not counted beside more questions than this: it would take longer than the list.
MOST_COUNTED = 20_000


@dataclass(frozen=True)
class Hits(Sequence):
    """What a search has found, the best first: only the rows that are shown are read. A paginator can go
    through it."""

    keys: list[int]
    readable: QuerySet[Question]
    #: Whether the rows come with all texts that an excerpt may be taken from.
    whole: bool = False

    def count(self) -> int:  # type: ignore[override]
        """How many, as a list of rows says it."""
        return len(self.keys)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, part):
        if isinstance(part, int):
            return self[part : part + 1 or None][0]
        keys = self.keys[part]
        rows = queries.for_rows(self.readable).order_by()
        if self.whole:
            rows = with_texts(rows)
        found = rows.in_bulk(keys) if keys else {}
        return [found[key] for key in keys if key in found]

    def __iter__(self):
        return iter(self[:])

    def with_texts(self) -> "Hits":
        """The same, with what an excerpt needs."""
        return replace(self, whole=True)


def chosen(user, choice: Choice, meant: Wanted | None = None) -> QuerySet[Question] | Hits:
    """The rows that a choice leaves of what the reader may be led to, in its order. `meant` is what its words
    stand for; they themselves where it is None."""
    readable = queries.listable_for(user).filter(
        filters.of_tab(user.pk, choice.tab, searched=bool(choice.words)), filters.narrowed(choice)
    )
    if not choice.words:
        return queries.for_rows(filters.ordered(readable, choice.sort or Sort.ACTIVITY))
    found = Hits(search(user, meant or choice.words, readable), readable)
    if choice.sort is None:
        return found
    return queries.for_rows(filters.ordered(readable.filter(pk__in=found.keys), choice.sort))


def search_for(user, words: str | Wanted, *, only: Q | None = None) -> Hits:
    """The questions a reader may be led to that have all these words, the best first; the last word may
    be only begun. `only`: among those that this is true of. At most `MOST_FOUND`."""
    readable = queries.standing_for(user)
    if only is not None:
        readable = readable.filter(only)
    return Hits(search(user, words, readable), readable)


def titled(user, words: str | Wanted, most: int) -> list[tuple[int, str]]:
    """Number and title of the newest questions a reader may be led to whose title has these words, the last
    one perhaps only begun."""
    terms = Wanted.of(words).indexed
    if not terms:
        return []
    (hits,) = wordindex.find(Question, [Ask(terms, begun=True, titled=True)])
    found = queries.standing_for(user).filter(pk__in=hits).order_by("-pk")
    return list(found.values_list("pk", "title")[:most])


def search(user, words: str | Wanted, readable: QuerySet[Question]) -> list[int]:
    """The keys of those of these questions that have all the words, the best first.

    Whole words before such as are only begun. Of two that fit alike, the one that is solved or has an
    answer that the secretariat stands behind comes first; what is closed or archived comes last.
    """
    terms = Wanted.of(words).indexed
    if not terms:
        return []
    hits = _hits(terms, None)
    found = _best(readable, hits)
    if len(hits) >= POOL and len(found) < MOST_FOUND:
        # A common word, and most of its newest matches are filtered away: begin at the other end, with
        # the newest questions that are left.
        newest = readable.order_by("-pk").values_list("pk", flat=True)[:POOL]
        found = _best(readable, hits | _hits(terms, list(newest)))
    return found[:MOST_FOUND]


def _hits(terms: tuple[Term, ...], among: Collection[int] | None) -> dict[int, float]:
    asks = [Ask(terms, scored=True)]
    if len(terms[-1].words[-1]) > 1:
        asks.append(Ask(terms, begun=True))
    whole = wordindex.find(Question, asks[:1], among=among)[0]
    # What is chosen from may all be shown; else some of it is for others' eyes.
    enough = POOL if among is None else MOST_FOUND
    if len(whole) >= enough or len(asks) == 1:
        return whole
    begun = wordindex.find(Question, asks[1:], among=among)[0]
    return {**begun, **whole}


def _best(readable: QuerySet[Question], hits: dict[int, float]) -> list[int]:
    confirmed = Answer.objects.filter(question=OuterRef("pk"), confirmed_at__isnull=False)
    rows = (
        readable.filter(pk__in=hits)
        .order_by()
        .values_list("pk", "state", "closed_at", "archived_at", Exists(confirmed))
    )
    places = {}
    for pk, state, closed_at, archived_at, is_confirmed in rows:
        good = state == State.SOLVED or is_confirmed
        over = closed_at is not None or archived_at is not None
        places[pk] = (over, -hits[pk] * (SOLVED_IS_WORTH if good else 1), not good, -pk)
    return sorted(places, key=places.__getitem__)


# --- how many ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Counts:
    """How many questions each option would give, beside all else that is chosen."""

    tabs: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    audiences: dict[str | int, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    periods: dict[str, int] = field(default_factory=dict)
    standings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """What a reader can choose among: the topics, and the groups that have asked something they may
    read, by number."""

    topics: list[Topic]
    groups: dict[int, str]


PERSONAL = (Filter.MINE, Filter.FOLLOWED, Filter.SAVED)


def personal_counts(user, choice: Choice) -> dict[str, int]:
    """How many under the tabs that are the reader's own, in one query."""
    if choice.is_narrow or not rules.may_enter(user):
        return _counted(user, choice, PERSONAL)
    return _by_tab(PERSONAL, next(iter(_personal(user.pk, *queries.reach_of(user))), None))


#: Every list that nothing is filtered away from asks this.
_personal = Prepared(
    lambda person, *groups: _count(
        queries.within(*groups).filter(deleted_at__isnull=True), person, PERSONAL
    )
)


def common_counts(user, choice: Choice) -> dict[str, int]:
    """How many under the other tabs, in one query."""
    return _counted(user, choice, [tab for tab in Filter if not Choice(tab=tab).is_personal])


def _counted(user, choice: Choice, tabs: Sequence[Filter]) -> dict[str, int]:
    readable = queries.listable_for(user).filter(filters.narrowed(choice))
    return _by_tab(tabs, _count(readable, user.pk, tabs).first())


def _count(listable: QuerySet[Question], person: int, tabs: Sequence[Filter]) -> QuerySet:
    """One row with the number under each tab; none where there is nothing under any."""
    wanted = [filters.of_tab(person, tab) for tab in tabs]
    reachable = wanted[0]
    for each in wanted[1:]:
        reachable |= each
    counts = {
        tab.name: Count("pk", filter=q) if q else Count("pk")
        for tab, q in zip(tabs, wanted, strict=True)
    }
    # What can be listed has no such moment: all of it is one group.
    one = listable.filter(reachable).order_by().values("deleted_at")
    return one.annotate(**counts).values_list(*counts)


def _by_tab(tabs: Sequence[Filter], row: tuple | None) -> dict[str, int]:
    counts = row or (0,) * len(tabs)
    return {tab.value: number for tab, number in zip(tabs, counts, strict=True)}


def options_for(user, choice: Choice, *, counted: bool) -> tuple[Options, Counts]:
    """What can be chosen, and how many questions each option would give, in a fixed number of queries."""
    readable = queries.standing_for(user)
    tab = filters.of_tab(user.pk, choice.tab, searched=bool(choice.words))
    topics = list(Topic.objects.only("slug", "name", "name_key"))

    def left(*names: str) -> QuerySet[Question]:
        return readable.filter(tab, filters.narrowed(choice.besides(*names))).order_by()

    # Which groups there are does not depend on what else is chosen.
    groups = dict(
        readable.filter(audience__isnull=False)
        .order_by("audience__name_key")
        .values_list("audience", "audience__name")
        .distinct()
    )
    options = Options(topics, groups)
    if not counted:
        return options, Counts()
    tagged = Question.topics.through.objects.filter(question__in=left("topic").values("pk"))
    by_topic = dict(tagged.values_list("topic").annotate(Count("pk")))
    by_audience: dict[int | None, int] = dict(
        left("audience").values("audience").annotate(n=Count("pk")).values_list("audience", "n")
    )
    sums = (
        readable.filter(tab)
        .order_by()
        .aggregate(
            **_each("size", Size, filters.of_one_size, choice.besides("size")),
            **_each(
                "period",
                Period,
                lambda period: filters.of_period(Choice(period=period)),
                choice.besides("period", "since", "until"),
            ),
            **_each(
                "standing", Standing, filters.STANDINGS.__getitem__, choice.besides("standing")
            ),
        )
    )

    def part(name: str, known) -> dict[str, int]:
        return {each.value: sums[f"{name}_{each.name}"] for each in known}

    return options, Counts(
        topics={topic.slug: by_topic.get(topic.pk, 0) for topic in topics},
        audiences={EVERYBODY: by_audience.get(None, 0)}
        | {pk: by_audience.get(pk, 0) for pk in groups},
        sizes=part("size", Size),
        periods=part("period", Period),
        standings=part("standing", Standing),
    )


def _each(name: str, known, condition, others: Choice) -> dict[str, Count]:
    beside = filters.narrowed(others)
    return {
        f"{name}_{each.name}": Count("pk", filter=Q(condition(each)) & beside) for each in known
    }
