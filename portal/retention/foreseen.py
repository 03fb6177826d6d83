"""What becomes of everything about a person when they are erased, read out of the policy that the erasing
follows: a test holds that it is what happens."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model

from .own_data.reading import CHAPTERS
from .own_data.sources import Source
from .policy import policy
from .remains import Traces, traces_of

SOURCES: tuple[Source, ...] = tuple(source for chapter in CHAPTERS for source in chapter.sources)
#: These go with the person at once, whatever time they would have had.
AT_ONCE = frozenset({"notices.Notice", "notices.OutgoingMail", "usersessions.UserSession"})
WHOLE_ROWS = frozenset({"delete_row", "with_person"})


class Fate(StrEnum):
    """What becomes of one kind of row."""

    GOES = "goes"  # deleted
    EMPTIED = "emptied"  # that there was one is left, and nothing that was written in it
    LATER = "later"  # deleted when its own time has come; nothing points at anybody meanwhile
    STAYS = "stays"  # for others' use, without the person


@dataclass(frozen=True)
class Foreseen:
    """One kind of row, how many there are, and what becomes of them; the policy's words on why and how
    long, for what does not go."""

    source: Source
    count: int
    fate: Fate
    why: str
    keep: str

    @property
    def heading(self) -> str:
        return str(self.source.heading)


def foreseen(person: Any) -> list[Foreseen]:
    """All there is about the person, kind by kind, each row where it goes soonest; one query a kind, and
    one for each kind that has files."""
    found, traces = [], traces_of(person)
    for source in SOURCES:
        fate, rule = fate_of(source)
        rows = source.model._default_manager.filter(source.mine.condition(person))
        for other in SOURCES:
            goes = fate_of(other)[0] is Fate.GOES and fate is not Fate.GOES
            if goes and other.model_label == source.model_label:
                gone = other.model._default_manager.filter(other.mine.condition(person))
                rows = rows.exclude(pk__in=gone.values("pk"))
        count = rows.count()
        if fate is not Fate.GOES and (theirs := len(recognised_in(source, person, traces))):
            found.append(Foreseen(source, theirs, Fate.GOES, rule["why"], rule["keep"]))
            count -= theirs
        if count > 0:
            found.append(Foreseen(source, count, fate, rule["why"], rule["keep"]))
    return found


def recognised_in(source: Source, person: Any, traces: Traces) -> list[int]:
    """Of a kind that has files: the rows of the person's own in whose texts they are recognised. These go
    whole, file and all."""
    if not source.files:
        return []
    rows = source.model._default_manager.filter(source.mine.condition(person))
    return [row.pk for row in rows if any(traces.without(text) != text for text in _texts_of(row))]


def _texts_of(row: Model) -> list[str]:
    values = (getattr(row, field.attname) for field in row._meta.local_fields)
    return [str(value) for value in values if value]


def fate_of(source: Source) -> tuple[Fate, dict]:
    """What the policy says of a source's rows: the rule of the column that makes them the person's decides,
    and where that has none, those of the columns that are shown."""
    rules = policy().personal()
    named = [f"{source.model_label}.{name}" for name in source.mine.names]
    deciding = [rules[name] for name in named if name in rules]
    shown = [rules[name] for name in source.fields if name in rules]
    first = (deciding or shown)[0]
    if source.model_label in AT_ONCE:
        return Fate.GOES, first
    with_profile = [rule for rule in shown if "profiles" in rule.get("deadlines", ())]
    for rule in deciding or with_profile:
        if rule["erase"] in WHOLE_ROWS and "profiles" in rule.get("deadlines", ()):
            return Fate.GOES, rule
    for rule in deciding:
        if rule["erase"] in WHOLE_ROWS and rule.get("deadlines"):
            return Fate.LATER, rule
    for rule in with_profile:
        if rule["erase"] not in WHOLE_ROWS:
            return Fate.EMPTIED, rule
    return Fate.STAYS, first
