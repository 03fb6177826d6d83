"""Laying what a file says beside the invoices: what fits, and what a human has to look at."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from . import problems
from .models import Document
from .queries import documents_for
from .rules import may_bill
from .statements import Entry


class Verdict(StrEnum):
    """What comes of one line."""

    FITS = "fits"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    PAID = "paid"
    REFUSED = "refused"
    TWICE = "twice"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Row:
    """A line of the file, and the invoice it names."""

    entry: Entry
    verdict: Verdict
    document: Document | None = None
    why: str = ""


@dataclass(frozen=True)
class Report:
    """What would come of a file. Nothing is written by making it."""

    rows: list[Row]

    def of(self, verdict: Verdict) -> list[Row]:
        return [row for row in self.rows if row.verdict == verdict]

    @property
    def fitting(self) -> list[Row]:
        return self.of(Verdict.FITS)

    @property
    def rest(self) -> list[Row]:
        """What a human looks at."""
        return [row for row in self.rows if row.verdict not in (Verdict.FITS, Verdict.PAID)]

    @property
    def paid(self) -> list[Row]:
        return self.of(Verdict.PAID)

    @property
    def token(self) -> str:
        """Names what would be paid afterwards: the same before and after it has been written, so that a
        second click is told from a file that has become another one."""
        settled = (Verdict.FITS, Verdict.PAID)
        content = [row.entry.number for row in self.rows if row.verdict in settled]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


def reconciled(user, entries: Iterable[Entry]) -> Report:
    """Every entry with its verdict; one query for all."""
    entries = list(entries)
    if not may_bill(user):
        return Report([])
    numbers = {entry.number for entry in entries if entry.number}
    found: QuerySet[Document] = documents_for(user).filter(number__in=numbers)
    known = {document.number: document for document in found}
    seen: set[str] = set()
    rows = []
    for entry in entries:
        rows.append(_judged(user, entry, known.get(entry.number), entry.number in seen))
        seen.add(entry.number)
    return Report(rows)


def _judged(user, entry: Entry, document: Document | None, again: bool) -> Row:
    if not entry.is_readable:
        return Row(entry, Verdict.UNREADABLE, document)
    if document is None:
        return Row(entry, Verdict.UNKNOWN)
    if again:
        return Row(entry, Verdict.TWICE, document)
    if hasattr(document, "payment"):
        return Row(entry, Verdict.PAID, document)
    assert entry.paid_on is not None, "what is readable has a day"
    if found := problems.to_pay(document, entry.paid_on, user):
        return Row(entry, Verdict.REFUSED, document, str(found[0].message))
    fits = entry.amount == document.total
    return Row(entry, Verdict.FITS if fits else Verdict.DIFFERS, document)
