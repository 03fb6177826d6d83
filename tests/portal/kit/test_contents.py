"""What a file is, by its content, and every text in it."""

import contextlib
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from portal.kit import contents, cpr, makers, sheets
from portal.kit.contents import Kind, Unreadable, Where, Why, kind_of, pieces
from tests.factories import files

WHOLE = {
    "pdf": files.pdf("Tekst"),
    "docx": files.word("Tekst " * 50),
    "xlsx": files.excel({"Ark1": "Tekst"}),
    "png": files.picture("PNG"),
    "jpg": files.picture("JPEG"),
    "gif": files.picture("GIF"),
    "webp": files.picture("WEBP"),
}


def why(content: bytes) -> Why:
    with pytest.raises(Unreadable) as refused:
        list(pieces(content))
    return refused.value.why


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf("Tekst"), Kind.PDF),
        (files.word("Tekst"), Kind.WORD),
        (files.excel({"Ark1": "Tekst"}), Kind.EXCEL),
        (files.archive({"ppt/presentation.xml": ""}), Kind.POWERPOINT),
        (files.open_document("Tekst"), Kind.TEXT),
        (files.picture("PNG"), Kind.PNG),
        (files.picture("JPEG"), Kind.JPEG),
        (files.picture("WEBP"), Kind.WEBP),
        (files.picture("GIF"), Kind.GIF),
    ],
)
def test_the_content_says_what_it_is(content, kind):
    assert kind_of(content) == kind
    assert contents.agrees(f"Notat.{kind.upper()}", kind)
    assert not contents.agrees("Notat.exe", kind)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Why.EMPTY),
        (b"MZ\x90\x00", Why.UNKNOWN),
        (b"<html><script>alert(1)</script></html>", Why.UNKNOWN),
        (files.archive({"noget.exe": "MZ"}), Why.UNKNOWN),
        (contents.OLD_OFFICE + b"\0" * 600, Why.OLD),
        (contents.OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), Why.LOCKED),
        (files.word("Tekst", **{"word/vbaProject.bin": "makro"}), Why.MACROS),
        (
            files.word(
                "Tekst",
                **{
                    "[Content_Types].xml": '<Override ContentType="application/vnd.ms-word.document.'
                    'macroEnabled.main+xml"/>'
                },
            ),
            Why.MACROS,
        ),
        (files.locked_pdf(), Why.LOCKED),
        (files.locked_archive(), Why.LOCKED),
        (files.torn_archive(), Why.TORN),
        (files.word("Tekst")[:-30], Why.TORN),
        (b"%PDF-1.7 og saa ikke mere", Why.TORN),
        (files.word("Tekst", **{"word/embeddings/oleObject1.bin": "x"}), Why.FILES_WITHIN),
    ],
)
def test_what_cannot_be_taken_says_why(content, reason):
    assert why(content) == reason


def test_an_archive_packed_a_thousandfold_is_not_unpacked():
    assert why(files.word("0" * (contents.HARMLESS * 2))) == Why.TOO_MUCH


def test_an_archive_of_too_many_parts_is_not_opened():
    parts = {f"word/{number}.xml": "" for number in range(contents.MOST_PARTS)}
    assert why(files.word("Tekst", **parts)) == Why.TOO_MUCH


def test_a_pdf_of_too_many_pages_is_not_read(monkeypatch):
    monkeypatch.setattr(contents, "MOST_PAGES", 1)
    assert why(files.pdf("Et", "To")) == Why.TOO_MUCH


def test_a_document_in_a_document_is_read_and_a_third_one_within_it_refused():
    sheet = files.excel({"Ark1": "I regnearket"})
    once = files.word("Tekst", **{"word/embeddings/ark.xlsx": sheet})
    assert "I regnearket" in " ".join(piece.text for piece in pieces(once))
    twice = files.word("Tekst", **{"word/embeddings/brev.docx": once})
    assert why(twice) == Why.FILES_WITHIN


@pytest.mark.parametrize(
    "trap", ["<", "<mc:Fallback>", '<c t="s">', "<Relationship ", '<w:comment w:author="'], ids=str
)
@pytest.mark.parametrize(
    "part", ["word/document.xml", "xl/workbook.xml", "[Content_Types].xml", "word/_rels/x.xml.rels"]
)
def test_marks_that_never_end_are_refused_before_anybody_waits(part, trap):
    """Looking for each one's end took minutes for as many as these."""
    content = files.archive({"word/document.xml": b"<p/>", part: trap.encode() * 150_000})
    assert why(content) == Why.TORN


def test_more_elements_than_a_colleague_s_document_has_are_not_read(monkeypatch):
    monkeypatch.setattr(contents.markup, "MOST", 50)
    assert [piece.text for piece in pieces(files.word("<w:r/>" * 40)) if piece.text.strip()] == []
    assert why(files.word("<w:r/>" * 60)) == Why.TOO_MUCH
    # Several parts are counted together.
    assert why(files.word("<w:r/>" * 30, **{"word/header1.xml": "<w:r/>" * 30})) == Why.TOO_MUCH


def test_what_would_be_read_from_elsewhere_is_refused():
    bomb = '<!DOCTYPE d [<!ENTITY a "Ordet"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    fetched = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>'
    for source in (bomb, fetched):
        assert why(files.archive({"word/document.xml": source.encode()})) == Why.TORN


@pytest.mark.parametrize(
    "source",
    [
        "<d><w:t>010190-1234</w:t></d>".encode("utf-16"),
        "\ufeff<d><w:t>010190-1234</w:t></d>".encode(),
        b'<?xml version="1.0" encoding="ISO-8859-1"?><d>\xe5 010190-1234</d>',
        b"<d><w:t><![CDATA[010190-1234]]></w:t></d>",
        b"<d><w:t>&#48;10190-1234</w:t></d>",
        b'<d><w:x w:name="a > 010190-1234"/></d>',
        b"<d><mc:Choice>Et</mc:Choice><mc:Fallback><w:t>010190-1234</w:t></mc:Fallback></d>",
        b"<d><w:t>010190</w:t><w:br/><w:t>1234</w:t></d>",
    ],
    ids=["utf-16", "mark", "latin", "cdata", "number", "attribute", "fallback", "break"],
)
def test_a_number_is_seen_however_a_program_shows_it(source):
    content = files.archive({"word/document.xml": source})
    assert any(cpr.contains(piece.text) for piece in pieces(content))


def test_a_text_box_stands_there_once_and_without_its_measures():
    box = (
        "<w:p><w:t>Før</w:t></w:p><mc:AlternateContent><mc:Choice><wp:posOffset>4000020</wp:posOffset>"
        "<wp:align>center</wp:align><w:p><w:t>I boksen</w:t></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:t>I boksen</w:t></w:p></mc:Fallback></mc:AlternateContent>"
    )
    shown = [piece for piece in pieces(files.word(box)) if piece.where == Where.TEXT]
    assert [piece.text.split() for piece in shown] == [["Før", "I", "boksen"]]


def test_files_within_a_pdf_are_refused():
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf("Tekst")))), io.BytesIO()
    writer.add_attachment("skjult.txt", b"Tekst")
    writer.write(made)
    assert why(made.getvalue()) == Why.FILES_WITHIN


def found(content: bytes, words: str) -> set[tuple]:
    """Where the words stand."""
    return {
        (piece.where, piece.number, piece.name) for piece in pieces(content) if words in piece.text
    }


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (files.pdf("Intet her", "Ordet her"), (Where.PAGE, 2, "")),
        (files.word("Ordet her"), (Where.TEXT, 0, "")),
        (files.word("", **{"word/header1.xml": "<w:t>Ordet</w:t>"}), (Where.MARGIN, 0, "")),
        (files.word("", **{"word/comments.xml": "<w:t>Ordet</w:t>"}), (Where.COMMENT, 0, "")),
        (
            files.word("", **{"docProps/core.xml": "<dc:creator>Ordet</dc:creator>"}),
            (Where.PROPERTIES, 0, ""),
        ),
        (
            files.word("", **{"word/comments.xml": '<w:comment w:author="Ordets mand"/>'}),
            (Where.PROPERTIES, 0, ""),
        ),
        (files.excel({"Tal": "12", "Sager": "Ordet"}), (Where.SHEET, 2, "Sager")),
        (
            files.archive(
                {"ppt/presentation.xml": "", "ppt/slides/slide3.xml": "<a:t>Ordet</a:t>"}
            ),
            (Where.SLIDE, 3, ""),
        ),
        (files.open_document("Ordet"), (Where.TEXT, 0, "")),
        (files.pdf("Intet", title="Ordet"), (Where.PROPERTIES, 0, "")),
    ],
)
def test_every_text_of_a_document_is_read_with_its_place(content, place):
    assert found(content, "Ordet") == {place}


def test_a_number_split_by_markup_is_whole_again():
    content = files.archive({"word/document.xml": "<w:t>0101</w:t><w:t>90-1234</w:t>"})
    assert found(content, "010190-1234") == {(Where.TEXT, 0, "")}


def test_two_cells_of_a_sheet_are_never_one_number():
    cells = "<row><c><v>151290</v></c><c><v>2019</v></c></row>"
    content = files.archive({"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": cells})
    (words,) = [piece.text for piece in pieces(content) if piece.text.strip()]
    assert words.split() == ["151290", "|", "2019", "|"]


def test_a_workbook_as_excel_writes_it_is_read_with_its_numbers_and_without_its_pointers():
    content = sheets.xlsx(["Sag", "Antal"], [["Klage over svarfrist", 12]], "Tal")
    text = " ".join(" ".join(piece.text.split()) for piece in pieces(content))
    assert "| 12 |" in text and "Klage over svarfrist" in text
    assert not re.search(r"\b0 \|", text)


def numbers(content: bytes) -> list[tuple]:
    """The pieces that are a CPR number and nothing else."""
    return [
        (piece.where, piece.text, piece.name, piece.cell)
        for piece in pieces(content)
        if piece.text == "0101701234"
    ]


def test_a_number_that_has_lost_its_zero_is_read_with_its_sheet_and_cell():
    rows = [["Klage over svarfrist", 123], ["Aktindsigt", 101701234]]
    content = sheets.xlsx(["Sag", "Borger"], rows, "Sager")
    assert numbers(content) == [(Where.SHEET, "0101701234", "Sager", "B3")]


def test_the_same_as_a_java_program_writes_it_and_in_an_embedded_workbook():
    cells = '<row><c r="A1"><f>B1</f><v>1.01701234E8</v></c></row>'
    book = files.archive({"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": cells})
    letter = files.word("Tekst", **{"word/embeddings/ark.xlsx": book})
    for content in (book, letter):
        assert numbers(content) == [(Where.SHEET, "0101701234", "", "A1")]


def test_the_same_in_an_opendocument_sheet_however_it_is_shown():
    cell = '<table:table-cell office:value-type="float" office:value="101701234">'
    content = files.archive(
        {
            "mimetype": contents.MEDIA_TYPES[Kind.TABLE],
            "content.xml": '<table:table table:name="Første"></table:table><table:table table:name="Sager">'
            f"{cell}<text:p>101.701.234</text:p></table:table-cell></table:table>",
        }
    )
    assert numbers(content) == [(Where.SHEET, "0101701234", "Sager", "")]


def test_the_same_in_what_a_chart_and_a_pivot_table_keep_of_it():
    chart = {"word/charts/chart1.xml": "<c:pt><c:v>101701234</c:v></c:pt>"}
    assert numbers(files.word("Tekst", **chart)) == [(Where.SHEET, "0101701234", "", "")]
    pivot = {
        "xl/workbook.xml": "",
        "xl/pivotCache/pivotCacheRecords1.xml": '<r><n v="101701234"/></r>',
    }
    assert numbers(files.archive(pivot)) == [(Where.PIVOT, "0101701234", "", "")]


def test_nine_digits_that_are_an_amount_or_stand_in_words_are_left_as_they_are():
    content = sheets.xlsx(
        ["Konto", "Beløb"],
        [["Bevilget 101701234 kr.", 321701234], ["101701234", 101701234.5]],
        "Tal",
    )
    assert numbers(content) == []


def test_a_file_that_was_unsigned_opens_as_before():
    content = sheets.xlsx(["Sag", "Antal"], [["Klage over svarfrist", 12]], "Tal")
    book = openpyxl.load_workbook(io.BytesIO(makers.taken_out(content, Kind.EXCEL)))
    assert [cell.value for cell in book.active[2]] == ["Klage over svarfrist", 12]


def test_an_archive_that_lies_of_its_size_is_no_way_round():
    made = bytearray(files.word("x" * 5000))
    place = made.index(b"PK\x01\x02") + 24
    made[place : place + 4] = (10).to_bytes(4, "little")
    assert why(bytes(made)) == Why.TORN


@given(st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n"]), st.binary())
def test_whatever_comes_is_read_or_refused_and_breaks_nothing(beginning, rest):
    with contextlib.suppress(Unreadable):
        list(pieces(beginning + rest))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10**6), st.binary(min_size=1, max_size=20))
def test_a_damaged_file_is_read_or_refused_and_breaks_nothing(name, place, damage):
    content = bytearray(WHOLE[name])
    at = place % len(content)
    content[at : at + len(damage)] = damage
    with contextlib.suppress(Unreadable):
        list(pieces(bytes(content)))
        makers.taken_out(bytes(content), kind_of(bytes(content)))


def test_what_hangs_on_a_picture_is_cut_off():
    content = makers.taken_out(files.picture("PNG") + files.word("Skjult"), Kind.PNG)
    assert b"word/document.xml" not in content and kind_of(content) == Kind.PNG


def test_a_picture_has_no_words():
    assert list(pieces(files.picture("PNG"))) == []
    assert zipfile.is_zipfile(io.BytesIO(files.word("Tekst")))
