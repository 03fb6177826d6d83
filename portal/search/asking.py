"""Asking every room: what fits, grouped, and what was perhaps meant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator

from portal.kit.wanted import Wanted
from portal.words import queries as dictionary

from .narrowing import Narrow
from .sources import Hit, Source
from .words import Words

IN_GROUP = 5
ON_PAGE = 20
#: Fewer things than this are next to nothing: the words are looked at again.
FEW = 3


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


@dataclass(frozen=True)
class Answer:
    """What was found for some words. `instead`: for these, since nothing has those that were typed;
    `perhaps`: these would find more."""

    groups: list[Group] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    instead: str = ""
    perhaps: str = ""

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


@dataclass(frozen=True)
class Search:
    """Who asks, for what, in which rooms. `exactly`: for the very words; `number`: which page of one room
    that is shown whole."""

    user: Any
    typed: str
    sources: Sequence[Source]
    narrow: Narrow = field(default_factory=Narrow)
    exactly: bool = False
    number: Any = None

    def answer(self) -> Answer:
        """The rooms are asked once, and once more for what was perhaps meant where they have next to
        nothing: each time in a fixed number of queries."""
        words = self._meant(self.typed)
        found = Answer(self._groups(words), words.asked.also)
        if found.count >= FEW or self.exactly or words.section is not None:
            return found
        perhaps = dictionary.corrected(self.typed)
        if not perhaps:
            return found
        better = self._meant(perhaps)
        groups = self._groups(better)
        if sum(group.count for group in groups) <= found.count:
            # A word that finds nothing for this reader is not named to them.
            return found
        if found.count:
            return Answer(found.groups, found.also, perhaps=perhaps)
        return Answer(groups, better.asked.also, instead=perhaps)

    def _meant(self, typed: str) -> Words:
        meant = Wanted.of(typed) if self.exactly else dictionary.wanted(typed)
        return Words(typed, meant, dictionary.wanted(self.narrow.act) if self.narrow.act else None)

    def _groups(self, words: Words) -> list[Group]:
        if not words.plain:
            return []
        able = (source for source in self.sources if self.narrow.chosen <= source.narrows)
        groups = (self._group(source, words) for source in able)
        return [group for group in groups if group.count]

    def _group(self, source: Source, words: Words) -> Group:
        whole = len(self.sources) == 1
        found = source.find(self.user, words, self.narrow)
        pages: Paginator = Paginator(found, ON_PAGE if whole else IN_GROUP)  # type: ignore[arg-type]
        page = pages.get_page(self.number if whole else 1)
        hits = [source.show(each, words) for each in page.object_list]
        return Group(source.name, source.heading, pages.count, hits, page)
