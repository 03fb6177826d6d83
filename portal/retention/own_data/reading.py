"""Reading what is kept about one person, with the policy's own words on why and for how long."""

from dataclasses import dataclass
from typing import Any

from ..policy import policy
from . import applying, asked, library, meetings, people, traces, written
from .sources import Chapter, Source

CHAPTERS: tuple[Chapter, ...] = (
    people.PROFILE,
    people.MEMBERSHIP,
    applying.APPLICATION,
    asked.REQUESTS,
    written.WRITTEN,
    meetings.EVENTS,
    library.LIBRARY,
    traces.TOLD,
    traces.LOG_IN,
    traces.DESK,
)


@dataclass(frozen=True)
class Found:
    """The rows of one source. `more` says that there are older ones than were asked for."""

    source: Source
    rows: list[list[Any]]
    more: bool

    @property
    def heading(self) -> str:
        return str(self.source.heading)

    @property
    def labels(self) -> list[str]:
        return [str(column.label) for column in self.source.columns]

    @property
    def records(self) -> list[list[tuple[str, Any]]]:
        """Each row as its labelled values, the empty ones left out."""
        return [
            [(label, value) for label, value in zip(self.labels, row, strict=True) if has(value)]
            for row in self.rows
        ]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(why, how long) of the policy's rules for these fields; those kept equally long together."""
        rules = policy().personal()
        reasons: dict[str, dict[str, None]] = {}
        for rule in (rules[name] for name in self.source.fields if name in rules):
            reasons.setdefault(rule["keep"], {})[rule["why"]] = None
        return [(" ".join(whys), keep) for keep, whys in reasons.items()]


@dataclass(frozen=True)
class FoundChapter:
    heading: str
    sources: list[Found]


def own_data(person: Any, *, newest: int | None = None) -> list[FoundChapter]:
    """Everything about the person, chapter by chapter; of each kind at most so many `newest` rows. One
    query a source, and never another person's rows."""
    return [
        FoundChapter(
            str(chapter.heading), [_read(source, person, newest) for source in chapter.sources]
        )
        for chapter in CHAPTERS
    ]


def _read(source: Source, person: Any, newest: int | None) -> Found:
    rows = source.model._default_manager.filter(source.mine.condition(person))
    rows = rows.prefetch_related(*source.prefetch).annotate(**source.annotations)
    if source.related:
        rows = rows.select_related(*source.related)
    rows = rows.order_by(source.order)
    if newest is not None:
        rows = rows[: newest + 1]
    found = [[column.of(row, person) for column in source.columns] for row in rows]
    cut = newest is not None and len(found) > newest
    return Found(source, found[:newest], cut)


def has(value: Any) -> bool:
    """Whether there is anything to show; a "no" is something."""
    return value is False or value == 0 or bool(value)
