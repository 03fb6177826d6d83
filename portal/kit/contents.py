"""What is in an uploaded file: its kind, told by its content and never by its name, and every text in it, so
that the CPR guard can read it and the search can find it.

A file is taken whole or not at all: what nobody can read (locked, torn, packed a thousandfold) is refused,
and so is what does more than being read (macros, files within the file).
"""

import io
import re
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from pypdf import PdfReader

from . import cpr, markup

#: More text than this unpacked is no document of a colleague's, but a trap.
MOST = 50 * 1024 * 1024
#: The same for everything in an archive, pictures too, and for how many parts it has.
MOST_UNPACKED = 150 * 1024 * 1024
MOST_PARTS = 3000
#: Text is packed to a tenth, a table full of repetitions to a fiftieth, a trap to a thousandth.
MOST_PACKED = 200
#: Below this size nobody asks how tightly it was packed.
HARMLESS = 5 * 1024 * 1024
MOST_PAGES = 300
#: A document in a document in a document is no letter.
DEEPEST = 2

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(StrEnum):
    """What a file can be. The value is the ending that its name has."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"
    POWERPOINT = "pptx"
    TEXT = "odt"
    TABLE = "ods"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    GIF = "gif"

    @property
    def is_picture(self) -> bool:
        return self in PICTURES


PICTURES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP, Kind.GIF})
ENDINGS = {"jpeg": Kind.JPEG, "jpe": Kind.JPEG, **{kind.value: kind for kind in Kind}}
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.POWERPOINT: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.TEXT: "application/vnd.oasis.opendocument.text",
    Kind.TABLE: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.GIF: "image/gif",
}


class Why(StrEnum):
    """Why a file cannot be taken."""

    EMPTY = "empty"
    UNKNOWN = "unknown"  # none of the kinds above
    DISGUISED = "disguised"  # its name says another kind than its content
    OLD = "old"  # Office's formats from before 2007
    MACROS = "macros"
    LOCKED = "locked"
    TORN = "torn"
    FILES_WITHIN = "files_within"
    TOO_MUCH = "too_much"  # unpacked, or in pages
    TOO_MANY_DOTS = "too_many_dots"  # a picture


class Unreadable(Exception):
    """The file cannot be taken; `why` says in which way."""

    def __init__(self, why: Why):
        self.why = why
        super().__init__(why)


class Where(StrEnum):
    """Which part of a document a text is from."""

    TEXT = "text"
    PAGE = "page"
    SLIDE = "slide"
    SHEET = "sheet"
    PIVOT = "pivot"
    COMMENT = "comment"
    MARGIN = "margin"  # headers, footers, notes
    PROPERTIES = "properties"
    FORM = "form"  # fields to fill in, and notes stuck on


class Piece(NamedTuple):
    """One text of a document. `number` counts pages and slides from one, `name` is a sheet's, `cell` is
    said of a number alone."""

    where: Where
    text: str
    number: int = 0
    name: str = ""
    cell: str = ""


def kind_of(content: bytes) -> Kind:
    """What a file is. Raises `Unreadable` for what we do not take."""
    if not content:
        raise Unreadable(Why.EMPTY)
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return Kind.GIF
    if content.startswith(OLD_OFFICE):
        # A locked docx is wrapped in the old format, under this name in UTF-16.
        raise Unreadable(
            Why.LOCKED if "EncryptedPackage".encode("utf-16-le") in content else Why.OLD
        )
    if content.startswith(b"PK"):
        with _opened(content) as archive:
            return _kind_of_archive(archive)
    raise Unreadable(Why.UNKNOWN)


def agrees(name: str, kind: Kind) -> bool:
    """Whether a file's name says the same of it as its content."""
    return ENDINGS.get(PurePath(name).suffix.lower().removeprefix(".")) == kind


def pieces(content: bytes, *, depth: int = 1) -> Iterator[Piece]:
    """Every text in a document, in the order in which it is read; none of a picture. Raises `Unreadable`."""
    kind = kind_of(content)
    try:
        if kind == Kind.PDF:
            yield from _of_pdf(content)
        elif not kind.is_picture:
            yield from _of_archive(content, depth)
    except (Unreadable, GeneratorExit):
        raise
    except Exception as problem:
        # Readers of broken or hostile files raise whatever they stumble over, and to the person who
        # uploads it is all the same: nobody can read the file.
        raise Unreadable(Why.TORN) from problem


def text_of(file) -> str:
    """Everything that is written in a named file, plain text too; raises `Unreadable`. The file is left at
    its beginning."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    if PurePath(file.name).suffix.lower().removeprefix(".") not in ENDINGS:
        return content[:MOST].decode("utf-8", errors="replace")
    if not agrees(file.name, kind_of(content)):
        raise Unreadable(Why.DISGUISED)
    return "\n".join(piece.text for piece in pieces(content))


# --- archives: what Office and LibreOffice write today -----------------------------------------------
def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except Exception as problem:
        raise Unreadable(Why.TORN) from problem


def _kind_of_archive(archive: zipfile.ZipFile) -> Kind:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Unreadable(Why.TOO_MUCH)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Why.LOCKED)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or (unpacked > HARMLESS and unpacked > packed * MOST_PACKED):
        raise Unreadable(Why.TOO_MUCH)
    names = {part.filename for part in parts}
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names) or any(
        name.startswith(("Basic/", "Scripts/")) for name in names
    ):
        raise Unreadable(Why.MACROS)
    for main, kind in (
        ("word/document.xml", Kind.WORD),
        ("xl/workbook.xml", Kind.EXCEL),
        ("ppt/presentation.xml", Kind.POWERPOINT),
    ):
        if main in names:
            types = _marks_in(archive, "[Content_Types].xml", "Default", "Override")
            if any("macroenabled" in said.get("ContentType", "").lower() for said in types):
                raise Unreadable(Why.MACROS)
            return kind
    if "mimetype" in names and "content.xml" in names:
        said = _unpacked(archive, archive.getinfo("mimetype")).strip()
        for kind in (Kind.TEXT, Kind.TABLE):
            if said == MEDIA_TYPES[kind]:
                if _marks_in(archive, "META-INF/manifest.xml", "encryption-data"):
                    raise Unreadable(Why.LOCKED)
                return kind
    raise Unreadable(Why.UNKNOWN)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    return _bytes_of(archive, part).decode("utf-8", errors="replace")


def _marks_in(archive: zipfile.ZipFile, name: str, *marks: str) -> list[dict[str, str]]:
    """The attributes of the elements of these names in a part, if there is such a part."""
    if name not in archive.namelist():
        return []
    return _read(_bytes_of(archive, archive.getinfo(name)), *marks).marks


def _read(source: bytes, *marks: str, most: int = markup.MOST) -> markup.Read:
    try:
        return markup.read(source, *marks, most=most)
    except markup.TooMuch as problem:
        raise Unreadable(Why.TOO_MUCH) from problem
    except markup.Broken as problem:
        raise Unreadable(Why.TORN) from problem


def _bytes_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    if part.file_size > MOST:
        raise Unreadable(Why.TOO_MUCH)
    try:
        with archive.open(part) as opened:
            # So many bytes and no more: without a number the whole part is unpacked before its size is
            # compared with what the archive says of it.
            return opened.read(part.file_size + 1)
    except Exception as problem:
        raise Unreadable(Why.TORN) from problem


def _of_archive(content: bytes, depth: int) -> Iterator[Piece]:
    left, elements = MOST, markup.MOST
    with _opened(content) as archive:
        sheets = _sheets(archive)
        for part in archive.infolist():
            name = part.filename
            if name.endswith((".xml", ".rels")):
                left -= part.file_size
                if left < 0:
                    raise Unreadable(Why.TOO_MUCH)
                read = _read(_bytes_of(archive, part), most=elements)
                elements -= read.size
                yield from _of_part(name, read, sheets)
            elif _is_a_document(name):
                if depth == DEEPEST:
                    raise Unreadable(Why.FILES_WITHIN)
                yield from pieces(_bytes_of(archive, part), depth=depth + 1)
            elif name.endswith(".bin") and "/embeddings/" in name:
                raise Unreadable(Why.FILES_WITHIN)


def _is_a_document(name: str) -> bool:
    return PurePath(name).suffix.lower() in {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".pdf"}


def _of_part(name: str, read: markup.Read, sheets: dict[str, str]) -> Iterator[Piece]:
    """What people have written in one part, and for the guard also the words in its attributes."""
    where, number = _place(name)
    yield from _number_in_a_cell(name, read.amounts, sheets)
    if "/pivotCache/" in name:
        # A pivot table keeps a copy of all that it was made of, also of what has since left the sheet.
        yield Piece(Where.PIVOT, "\n".join(cpr.of_amount(each) or each for each in read.held))
    if where == Where.SHEET:
        yield Piece(where, read.text, number, sheets.get(name, ""))
    elif not name.endswith(".rels"):
        yield Piece(where, read.text, number)
    if read.words:
        yield Piece(Where.PROPERTIES, "\n".join(read.words))


def _number_in_a_cell(
    name: str, amounts: list[markup.Amount], sheets: dict[str, str]
) -> Iterator[Piece]:
    """The first CPR number that a cell keeps as an amount, as it was before it lost its zero: one is enough
    for the file to be refused."""
    for amount in amounts:
        if (number := cpr.of_amount(amount.value)) is None:
            continue
        where, place = _place(name)
        if where == Where.SHEET:
            yield Piece(where, number, place, sheets.get(name, ""), amount.cell)
        else:
            yield Piece(Where.SHEET, number, 0, amount.table)
        return


#: The names that parts have, and where a reader finds them.
PLACES = (
    (re.compile(r"(?:docProps/|meta\.xml$|_rels/)"), Where.PROPERTIES),
    (re.compile(r"/(?:comments|threadedComments|persons|people)"), Where.COMMENT),
    (re.compile(r"/(?:header|footer|footnotes|endnotes|notesSlides)"), Where.MARGIN),
    (re.compile(r"/slides/slide(\d+)\.xml$"), Where.SLIDE),
    (re.compile(r"/worksheets/sheet(\d+)\.xml$"), Where.SHEET),
)


def _place(name: str) -> tuple[Where, int]:
    for pattern, where in PLACES:
        if match := pattern.search(name):
            return where, int(match[1]) if match.groups() else 0
    return Where.TEXT, 0


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """A workbook's parts and the names on their tabs."""
    targets = {
        said["Id"]: f"xl/{said['Target']}".replace("xl//xl/", "xl/")
        for said in _marks_in(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        if {"Id", "Target"} <= said.keys()
    }
    return {
        targets[said["r:id"]]: said.get("name", "")
        for said in _marks_in(archive, "xl/workbook.xml", "sheet")
        if said.get("r:id") in targets
    }


# --- PDF ---------------------------------------------------------------------------------------------
def _of_pdf(content: bytes) -> Iterator[Piece]:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Unreadable(Why.LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(Why.TOO_MUCH)
    if reader.attachments:
        raise Unreadable(Why.FILES_WITHIN)
    left = MOST
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        left -= len(text)
        if left < 0:
            raise Unreadable(Why.TOO_MUCH)
        yield Piece(Where.PAGE, text, number)
        for note in page.get("/Annots") or ():
            said = str(note.get_object().get("/Contents", ""))
            if said:
                yield Piece(Where.FORM, said, number)
    fields = (reader.get_fields() or {}).values()
    if filled := "\n".join(str(field.get("/V", "")) for field in fields):
        yield Piece(Where.FORM, filled)
    properties = [str(value) for value in (reader.metadata or {}).values()]
    properties += [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    yield Piece(Where.PROPERTIES, "\n".join(properties))
