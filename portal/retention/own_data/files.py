"""The same as a file to keep: a spreadsheet to read, or JSON to take along to another system."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.kit import sheets
from portal.kit.dates import local

from .reading import Found, FoundChapter
from .withheld import WITHHELD


def as_json(chapters: list[FoundChapter], *, taken_at: datetime) -> bytes:
    """Every value with its label, days and moments by ISO 8601."""
    table = {
        _("Taken"): local(taken_at).isoformat(timespec="seconds"),
        _("Your data"): {
            chapter.heading: {found.heading: _rows(found) for found in chapter.sources}
            for chapter in chapters
        },
        _("Kept, but not shown"): [str(reason) for reason in WITHHELD],
    }
    return json.dumps(table, ensure_ascii=False, indent=2).encode()


def as_sheet(chapters: list[FoundChapter], *, language: str) -> bytes:
    """One line a value, so that all kinds of rows stand in one table that can be filtered."""
    headings = [_("Area"), _("What"), _("Number"), _("Field"), _("Value"), _("Why"), _("How long")]
    return sheets.xlsx(headings, _lines(chapters), _("Your data"), language)


def _rows(found: Found) -> dict[str, Any]:
    return {
        _("Why"): [why for why, _keep in found.reasons],
        _("How long"): [keep for _why, keep in found.reasons],
        _("Rows"): [{label: _plain(value) for label, value in record} for record in found.records],
    }


def _lines(chapters: list[FoundChapter]) -> Iterator[list[Any]]:
    for chapter in chapters:
        for found in chapter.sources:
            why = "\n".join(why for why, _keep in found.reasons)
            keep = "\n".join(keep for _why, keep in found.reasons)
            for number, record in enumerate(found.records, start=1):
                for label, value in record:
                    cell = ", ".join(value) if isinstance(value, list) else value
                    yield [chapter.heading, found.heading, number, label, cell, why, keep]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | None) else str(value)
