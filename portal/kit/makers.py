"""A file without what it says of its maker: where a photo was taken and with what, who wrote a document and
at which company's machine. A file by an anonymous member must not sign itself."""

import io
import re
import zipfile

from PIL import Image as Picture
from PIL import ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from .contents import Kind, Unreadable, Why

#: More dots than this are unpacked by nobody.
MOST_DOTS = 40_000_000
_FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP", Kind.GIF: "GIF"}
_HOW = {Kind.JPEG: {"quality": 90}, Kind.WEBP: {"quality": 90}}
#: Elements of a document's properties that name people and places of work.
_NAMES = re.compile(
    r"(<(?:dc:creator|cp:lastModifiedBy|Company|Manager|meta:initial-creator|meta:printed-by)\b[^>]*>)[^<]*"
)
#: Whoever commented or changed something in the document.
_SIGNED = re.compile(
    r'((?:\b(?:w|w15|x18tc|p188|office):|\s)(?:author|initials|userId|displayName)=")[^"]*(")'
)
_SIGNED_PARTS = re.compile(
    r"(?:^word/|^ppt/(?:comments|commentAuthors|authors)|^xl/(?:comments|threadedComments|persons))"
)


def taken_out(content: bytes, kind: Kind) -> bytes:
    """The same file, unsigned. Raises `Unreadable` for one that cannot be written anew."""
    try:
        if kind.is_picture:
            return _picture(content, kind)
        return _pdf(content) if kind == Kind.PDF else _archive(content)
    except Unreadable:
        raise
    except Exception as problem:
        raise Unreadable(Why.TORN) from problem


def _picture(content: bytes, kind: Kind) -> bytes:
    """The dots and nothing else, turned as the camera meant it; of a moving picture the first one."""
    with Picture.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as opened:
        width, height = opened.size
        if width * height > MOST_DOTS:
            raise Unreadable(Why.TOO_MANY_DOTS)
        bare = ImageOps.exif_transpose(opened) or opened
        bare.load()
        bare.info = {name: value for name, value in bare.info.items() if name == "transparency"}
        bare.getexif().clear()
        made = io.BytesIO()
        bare.save(made, _FORMATS[kind], **_HOW.get(kind, {}))
        return made.getvalue()


def _pdf(content: bytes) -> bytes:
    """Its pages, without its properties, its former versions and whatever it would do by itself."""
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.metadata = None
    for name in ("/Metadata", "/OpenAction", "/AA", "/PieceInfo"):
        writer.root_object.pop(NameObject(name), None)
    names = writer.root_object.get("/Names")
    if names is not None and isinstance(known := names.get_object(), DictionaryObject):
        known.pop(NameObject("/JavaScript"), None)
    writer.write(made)
    return made.getvalue()


def _archive(content: bytes) -> bytes:
    """Every part as it was, but for the names in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.endswith(".xml"):
                data = _unsigned(part.filename, data.decode("utf-8")).encode()
            # A fresh entry: the old one's extra fields and comment are left behind.
            entry = zipfile.ZipInfo(part.filename)
            entry.compress_type = part.compress_type
            new.writestr(entry, data)
    return made.getvalue()


def _unsigned(name: str, text: str) -> str:
    if name.startswith("docProps/") or name in ("meta.xml", "content.xml"):
        text = _NAMES.sub(r"\1", text)
    if name == "content.xml":  # comments and changes of OpenDocument
        text = re.sub(r"(<dc:creator\b[^>]*>)[^<]*", r"\1", text)
    if _SIGNED_PARTS.search(name):
        text = _SIGNED.sub(r"\1\2", text)
        text = re.sub(r"(<author>)[^<]*(</author>)", r"\1\2", text)
    return text
