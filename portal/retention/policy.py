"""Reading the policy: `policy.toml` is what a jurist approves, and the code does what it says."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.utils.translation import ngettext

from portal.kit.dates import months_later

FILE = Path(__file__).with_name("policy.toml")
#: How a field is erased; the words are explained at the top of the policy.
WAYS = frozenset({"delete_row", "blank", "anonymise", "with_person", "never_personal"})
MUST = {"why", "keep", "erase"}
MAY = {"deadlines"}


@dataclass(frozen=True)
class Deadline:
    """How long something is kept: so many days, or so many whole months."""

    days: int
    months: int
    words: str

    def before(self, now: datetime) -> datetime:
        """What is older than this has run out."""
        return months_later(now, -self.months) - timedelta(days=self.days)

    def after(self, day: date) -> date:
        """The day on which what is counted from `day` has run out."""
        return months_later(day, self.months) + timedelta(days=self.days)

    @property
    def span(self) -> str:
        """`30 days`, `6 months` or `2 years`, in the reader's language."""
        return _months(self.months) if self.months else _days(self.days)


@dataclass(frozen=True)
class Policy:
    deadlines: dict[str, Deadline]
    #: "app.Model.field" → why, keep, erase and, when there is one, deadlines.
    fields: dict[str, dict]

    def personal(self) -> dict[str, dict]:
        """The fields that can hold personal data."""
        return {name: row for name, row in self.fields.items() if row["erase"] != "never_personal"}


@cache
def policy() -> Policy:
    """The policy as it stands in the file. Raises ValueError for a line that cannot be meant."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    deadlines = {
        name: Deadline(row.get("days", 0), row.get("months", 0), row["words"])
        for name, row in table.pop("deadlines").items()
    }
    for name, deadline in deadlines.items():
        if deadline.days and deadline.months:
            raise ValueError(f"{name}: a deadline is in days or in months.")
    fields: dict[str, dict] = {
        f"{model}.{field}": {"erase": "never_personal"}
        for model, names in table.pop("never_personal").items()
        for field in names
    }
    for name, row in table.items():
        if not MUST <= set(row) <= MUST | MAY or row["erase"] not in WAYS:
            raise ValueError(
                f"{name}: a field has why, keep and erase ({', '.join(sorted(WAYS))}), "
                "and deadlines when there is one."
            )
        if unknown := set(row.get("deadlines", [])) - set(deadlines):
            raise ValueError(f"{name}: there is no deadline {', '.join(sorted(unknown))}.")
        if name in fields:
            raise ValueError(f"{name} is named twice.")
        fields[name] = row
    return Policy(deadlines, fields)


def _months(count: int) -> str:
    if count % 12 == 0:
        years = count // 12
        return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}
    return ngettext("%(n)d month", "%(n)d months", count) % {"n": count}


def _days(count: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}
