"""Reading the policy: `policy.toml` is what a jurist approves, and the code does what it says."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("policy.toml")
#: How a field is erased; the words are explained at the top of the policy.
WAYS = frozenset({"delete_row", "blank", "anonymise", "with_person", "never_personal"})


@dataclass(frozen=True)
class Deadline:
    """How long something is kept: days and whole months."""

    days: int
    months: int
    words: str

    def before(self, now: datetime) -> datetime:
        """What is older than this has run out."""
        count = now.year * 12 + now.month - 1 - self.months
        year, month = divmod(count, 12)
        first = now.replace(year=year, month=month + 1, day=1)
        last_day = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
        return first.replace(day=min(now.day, last_day)) - timedelta(days=self.days)


@dataclass(frozen=True)
class Policy:
    deadlines: dict[str, Deadline]
    #: "app.Model.field" → why, keep and erase.
    fields: dict[str, dict[str, str]]


@cache
def policy() -> Policy:
    """The policy as it stands in the file. Raises ValueError for a line that cannot be meant."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    deadlines = {
        name: Deadline(row.get("days", 0), row.get("months", 0), row["words"])
        for name, row in table.pop("deadlines").items()
    }
    fields = {
        f"{model}.{field}": {"erase": "never_personal"}
        for model, names in table.pop("never_personal").items()
        for field in names
    }
    for name, row in table.items():
        if set(row) != {"why", "keep", "erase"} or row["erase"] not in WAYS:
            raise ValueError(
                f"{name}: a field has why, keep and erase ({', '.join(sorted(WAYS))})."
            )
        if name in fields:
            raise ValueError(f"{name} is named twice.")
        fields[name] = row
    return Policy(deadlines, fields)
