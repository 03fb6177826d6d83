"""Reading what a bank or a ledger says is paid: a file with a number, an amount and a day on each line."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker, Refused

#: More is no list of a conference's invoices.
LARGEST, LONGEST = 1_000_000, 5_000
DAYS = ("%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d")
#: How the columns may be called, in small letters.
HEADINGS = {
    "number": ("fakturanummer", "dokumentnummer", "bilagsnummer", "nummer", "number"),
    "amount": ("beløb", "beloeb", "amount"),
    "paid_on": ("betalt", "betalingsdato", "bogføringsdato", "dato", "date"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the file. What cannot be read is None, or an empty number."""

    line: int
    number: str
    amount: Decimal | None
    paid_on: date | None

    @property
    def is_readable(self) -> bool:
        return bool(self.number) and self.amount is not None and self.paid_on is not None


def read(content: bytes) -> list[Entry]:
    """The entries of a file with semicolons or commas, in UTF-8 or as older programs write. Raises `Refused`
    for what is no such file."""
    if len(content) > LARGEST:
        raise Refused([Blocker("too_large", _("The file is too large to be a list of payments."))])
    text = _decoded(content)
    if "\x00" in text:
        raise Refused([Blocker("no_table", _("This is not a CSV file."))])
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise Refused([Blocker("no_table", _("This is not a CSV file."))]) from None
    if len(rows) > LONGEST:
        raise Refused([Blocker("too_large", _("The file is too large to be a list of payments."))])
    places = _places(rows[0] if rows else [])
    return [
        _entry(line, row, places)
        for line, row in enumerate(rows[1:], start=2)
        if any(map(str.strip, row))
    ]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _places(headings: list[str]) -> dict[str, int]:
    known = [heading.strip().casefold() for heading in headings]
    found = {
        name: next(known.index(word) for word in words if word in known)
        for name, words in HEADINGS.items()
        if any(word in known for word in words)
    }
    if len(found) < len(HEADINGS):
        raise Refused(
            [
                Blocker(
                    "no_headings",
                    _("The first line must name the columns: Fakturanummer, Beløb and Dato."),
                )
            ]
        )
    return found


def _entry(line: int, row: list[str], places: dict[str, int]) -> Entry:
    cell = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
    return Entry(
        line,
        cell["number"].lstrip("'").upper()[:40],
        _amount(cell["amount"]),
        _day(cell["paid_on"]),
    )


def _amount(text: str) -> Decimal | None:
    """`1.234,50`, `1234.50` or `1234,5 kr.`"""
    text = re.sub(r"(?i)\s|kr\.?|dkk", "", text)
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
