"""What becomes of everything about a person when they are erased, read out of the policy that the erasing
follows: a test holds that it is what happens."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .own_data.reading import CHAPTERS
from .own_data.sources import Source
from .policy import policy

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
    """All there is about the person, kind by kind; one query each."""
    found = []
    for source in (source for chapter in CHAPTERS for source in chapter.sources):
        rows = source.model._default_manager.filter(source.mine.condition(person))
        count = rows.count()
        if count:
            fate, rule = fate_of(source)
            found.append(Foreseen(source, count, fate, rule["why"], rule["keep"]))
    return found


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
