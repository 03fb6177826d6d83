"""A zip as somebody has sent it: what is in it, judged before anything of it is unpacked, and the table that
says what each file is."""

import csv
import io
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from portal.ui.uploads import LARGEST

TABLE = "metadata.csv"
#: So many files and lines are looked at; more is brought in several times.
MOST_FILES = 500
#: So many bytes may it all be once it is unpacked.
MOST_UNPACKED = 300 * 1024 * 1024
#: No table of 500 lines is larger.
LARGEST_TABLE = 2 * 1024 * 1024
#: A file that grows more than this is made to harm; a small one does none.
MOST_PACKED = 200
HARMLESS = 1024 * 1024
#: What a system lays into a folder by itself.
NOT_SENT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
ZIPS = (".zip", ".7z", ".rar", ".tar", ".gz")


class Unusable(Exception):
    """The zip as a whole cannot be used; says in one sentence why."""


@dataclass(frozen=True)
class Line:
    """A line of the table: its number as a spreadsheet shows it, and its cells by their headings."""

    number: int
    cells: dict[str, str]


class Bundle:
    """A zip that has been opened. Raises `Unusable`."""

    def __init__(self, file: IO[bytes]):
        try:
            # Names that are not said to be UTF-8 come from a Danish Windows.
            self.archive = ZipFile(file, metadata_encoding="cp850")
            parts = [part for part in self.archive.infolist() if not part.is_dir()]
        except (BadZipFile, OSError, ValueError, NotImplementedError) as problem:
            raise Unusable(_("It is not a zip file, or it is damaged.")) from problem
        sent = [part for part in parts if not _is_not_sent(part.filename)]
        if len(sent) > MOST_FILES + 1:
            raise Unusable(
                _("It holds more than %(most)d files. Send it in parts.") % {"most": MOST_FILES}
            )
        if sum(part.file_size for part in sent) > MOST_UNPACKED:
            most = {"most": MOST_UNPACKED // 1024**2}
            raise Unusable(_("Unpacked it is more than %(most)d MB. Send it in parts.") % most)
        tables = [part for part in sent if PurePosixPath(part.filename).name.lower() == TABLE]
        if len(tables) != 1:
            raise Unusable(
                _("There has to be one metadata.csv in it; the template shows how it looks.")
            )
        self.table = tables[0]
        folder = self.table.filename[: -len(TABLE)]
        self.files: dict[str, ZipInfo] = {}
        #: Names that stand twice, of which nobody knows which is meant.
        self.twice: set[str] = set()
        for part in sent:
            if part is self.table:
                continue
            name = plain_name(part.filename.removeprefix(folder))
            if name in self.files:
                self.twice.add(name)
            self.files[name] = part

    def against(self, name: str) -> str:
        """Why a file is not even unpacked; empty when nothing is against it."""
        part = self.files[name]
        if name in self.twice:
            return _("There are two files of this name in the zip.")
        if _leads_out(part.filename):
            return _("Its name leads out of the folder.")
        if stat.S_ISLNK(part.external_attr >> 16):
            return _("It is no file but leads to another one.")
        if part.flag_bits & 1:
            return _("It is locked. Pack it without a password.")
        if name.lower().endswith(ZIPS):
            return _("It is a zip within the zip. Unpack it first.")
        if part.file_size > LARGEST:
            return _("It is larger than %(most)d MB.") % {"most": LARGEST // 1024**2}
        if _is_a_bomb(part):
            return _("It grows too much when it is unpacked.")
        return ""

    def read(self, name: str) -> bytes:
        """A file that nothing is `against`. Raises `Unusable` for one that is torn or too large."""
        return self._read(self.files[name], LARGEST)

    def lines(self) -> tuple[list[str], Iterator[Line]]:
        """The table's headings and its lines, without the empty ones. Raises `Unusable`."""
        if self.table.file_size > LARGEST_TABLE or _is_a_bomb(self.table):
            raise Unusable(_("metadata.csv is too large."))
        text = _decoded(self._read(self.table, LARGEST_TABLE))
        first = text.partition("\n")[0]
        mark = max(";,\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        try:
            # Counted as a spreadsheet does: a cell may have several lines.
            rows = [(at, [cell.strip() for cell in row]) for at, row in enumerate(reader, start=1)]
        except csv.Error as problem:
            raise Unusable(_("metadata.csv cannot be read as a table.")) from problem
        if not rows:
            raise Unusable(_("metadata.csv is empty."))
        headings = [cell.casefold() for cell in rows[0][1]]
        found = [(at, row) for at, row in rows[1:] if any(row)]
        if len(found) > MOST_FILES:
            raise Unusable(_("metadata.csv has more than %(most)d lines.") % {"most": MOST_FILES})
        lines = (Line(at, dict(zip(headings, row, strict=False))) for at, row in found)
        return headings, lines

    def _read(self, part: ZipInfo, most: int) -> bytes:
        try:
            with self.archive.open(part) as opened:
                content = opened.read(most + 1)
        except Exception as problem:  # zlib.error and lzma's have no common name
            raise Unusable(_("It is damaged in the zip.")) from problem
        if len(content) > most:
            raise Unusable(_("It is larger than it says."))
        return content


def plain_name(name: str) -> str:
    """The same name however a system writes it: a Mac takes ø and å apart."""
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _is_not_sent(name: str) -> bool:
    return name.startswith(NOT_SENT[0]) or PurePosixPath(name).name in NOT_SENT[1:]


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]


def _is_a_bomb(part: ZipInfo) -> bool:
    return part.file_size > max(HARMLESS, MOST_PACKED * part.compress_size)


def _decoded(content: bytes) -> str:
    """As UTF-8 where it is, and else as an older Danish Excel writes it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
