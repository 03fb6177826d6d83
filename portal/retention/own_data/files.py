"""The same as a file to keep: a spreadsheet to read, or JSON to take along to another system."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePath
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from portal.kit import sheets
from portal.kit.dates import local

from .reading import CHAPTERS, Found, FoundChapter
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


#: Up to so many bytes of a whole are held in memory, the rest on disk.
IN_MEMORY = 8 * 1024 * 1024
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def as_zip(
    chapters: list[FoundChapter], person: Any, *, taken_at: datetime, language: str
) -> IO[bytes]:
    """Everything in one file: both of the others, and the person's own files beside them. It is for
    reading from its beginning."""
    whole = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mine-oplysninger.json", as_json(chapters, taken_at=taken_at))
        archive.writestr("mine-oplysninger.xlsx", as_sheet(chapters, language=language))
        for number, stored in enumerate(_own_files(person), start=1):
            with stored.open("rb") as content, archive.open(_name(number, stored), "w") as place:
                copyfileobj(content, place)
    whole.seek(0)
    return whole


def _own_files(person: Any) -> Iterator[FieldFile]:
    """Every file of the person's; one that the storage has lost is left out."""
    for source in (source for chapter in CHAPTERS for source in chapter.sources if source.files):
        rows = source.model._default_manager.filter(source.mine.condition(person))
        for row in rows.order_by(source.order):
            for name in source.files:
                stored = getattr(row, name)
                if stored and stored.storage.exists(stored.name):
                    yield stored


def _name(number: int, stored: FieldFile) -> str:
    """A place in the file that leads nowhere else, whatever the file was called by its sender."""
    called = getattr(stored.instance, "name", "") or PurePath(stored.name or "").name
    safe = _NOT_IN_A_NAME.sub("-", PurePath(called.replace("\\", "/")).name).strip(".-")
    return f"filer/{number:03}-{safe or 'fil'}"


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
