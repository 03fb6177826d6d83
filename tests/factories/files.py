"""Files as colleagues have them, and as nobody should."""

import io
import zipfile

from PIL import Image as Picture
from pypdf import PdfReader, PdfWriter


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts; what is given as text of a part of XML is put into its one root."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            if isinstance(content, str) and name.endswith((".xml", ".rels")):
                content = f"<root>{content}</root>"
            packed.writestr(name, content)
    return made.getvalue()


def word(text: str, **parts: str | bytes) -> bytes:
    """A letter; `parts` are others in it."""
    return archive({"word/document.xml": f"<w:p><w:t>{text}</w:t></w:p>", **parts})


def excel(sheets: dict[str, str]) -> bytes:
    """A workbook with one cell on each sheet."""
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    leads = "".join(
        f'<Relationship Id="rId{at}" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    pages = {
        f"xl/worksheets/sheet{at}.xml": f"<row><c><is><t>{text}</t></is></c></row>"
        for at, text in enumerate(sheets.values(), start=1)
    }
    return archive(
        {
            "xl/workbook.xml": f"<sheets>{tabs}</sheets>",
            "xl/_rels/workbook.xml.rels": leads,
            **pages,
        }
    )


def open_document(text: str) -> bytes:
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<text:p>{text}</text:p>",
        }
    )


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF with these words, one page each."""
    import typst

    body = "#pagebreak()\n".join(f"{text}\n" for text in pages)
    head = f'#set document(title: "{title}")\n' if title else ""
    return typst.compile((head + body).encode())


def locked_pdf() -> bytes:
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Tekst")))), io.BytesIO()
    writer.encrypt("hemmelig", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def locked_archive() -> bytes:
    """The first of the two flags of an archive's part that say it is encrypted."""
    whole = bytearray(word("Tekst"))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def torn_archive() -> bytes:
    """An archive whose list of parts is whole and whose part is not."""
    whole = bytearray(word("Tekst " * 400))
    start = 30 + len("word/document.xml")
    whole[start : start + 12] = b"\xff" * 12
    return bytes(whole)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4), **more) -> bytes:
    """A picture; `more` goes to the one who writes it, such as `exif`."""
    made = io.BytesIO()
    Picture.new("RGB", size, "teal").save(made, kind, **more)
    return made.getvalue()
