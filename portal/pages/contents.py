"""The plain text of an uploaded document, so that the CPR guard can read it."""

import re
import zipfile
from pathlib import PurePath

from pypdf import PdfReader

#: More text than this unpacked is no document of the secretariat's, but a trap.
MOST = 50 * 1024 * 1024
TAG = re.compile(r"<[^>]*>")
#: Elements that end a word; all others may stand in the middle of one.
BREAK = re.compile(r"</(?:w:p|w:tc|a:p|text:p|table:table-cell|c|v|si|row)>")


class Unreadable(Exception):
    """The file is not what its name says, is locked, or is too large to be read."""


def text_of(file) -> str:
    """Everything that is written in the file; raises `Unreadable`. The file is left at its beginning."""
    kind = PurePath(file.name).suffix.lower()
    file.seek(0)
    try:
        if kind == ".pdf":
            return "\n".join(page.extract_text() for page in PdfReader(file).pages)
        if kind in {".docx", ".xlsx", ".pptx", ".odt", ".ods"}:
            return _of_archive(file)
        return file.read(MOST).decode("utf-8", errors="replace")
    except Exception as problem:
        # Readers of broken or hostile files raise whatever they stumble over, and to the person who
        # uploads it is all the same: nobody can read the file.
        raise Unreadable from problem
    finally:
        file.seek(0)


def _of_archive(file) -> str:
    with zipfile.ZipFile(file) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
        if sum(part.file_size for part in parts) > MOST:
            raise Unreadable
        texts = (_part(archive, part) for part in parts)
        return "\n".join(TAG.sub("", BREAK.sub("\n", text)) for text in texts)


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    with archive.open(part) as opened:
        # So many bytes and no more: without a number the whole part is unpacked before its size is
        # compared with what the archive says of it.
        return opened.read(part.file_size + 1).decode("utf-8", errors="replace")
