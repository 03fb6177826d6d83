import csv
import datetime
import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import sheets

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = [
    '=HYPERLINK("http://a.example")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    " =1",
    "＝1",
]


class Opened:
    """An XLSX file as the spreadsheet sees it: its cells' types, values and formats."""

    def __init__(self, content):
        archive = zipfile.ZipFile(io.BytesIO(content))

        def parsed(name):
            return ElementTree.fromstring(archive.read(name))

        self.sheet = parsed("xl/worksheets/sheet1.xml")
        self.name = parsed("xl/workbook.xml").find(f"{MAIN}sheets/{MAIN}sheet").get("name")
        self.strings = [
            "".join(text.text or "" for text in item.iter(f"{MAIN}t"))
            for item in parsed("xl/sharedStrings.xml")
        ]
        self.styles = parsed("xl/styles.xml")

    def value(self, place):
        cell = self._cell(place)
        value = cell.find(f"{MAIN}v")
        if value is None:
            return None
        return self.strings[int(value.text)] if cell.get("t") == "s" else float(value.text)

    def number_format(self, place):
        style = self._style(place)
        formats = {
            f.get("numFmtId"): f.get("formatCode") for f in self.styles.iter(f"{MAIN}numFmt")
        }
        return formats.get(style.get("numFmtId"))

    def is_marked_as_text(self, place):
        return self._style(place).get("quotePrefix") == "1"

    def _cell(self, place):
        return next(c for c in self.sheet.iter(f"{MAIN}c") if c.get("r") == place)

    def _style(self, place):
        return self.styles.find(f"{MAIN}cellXfs")[int(self._cell(place).get("s"))]


def opened(rows, headings=("A",), title="Ark", **options):
    return Opened(sheets.xlsx(headings, rows, title, **options))


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_texts_and_numbers_arrive_as_they_are():
    sheet = opened([["Åse Ærø", 3], ["to\nlinjer", Decimal("1234.50")]], ["Navn", "Antal"])

    assert [sheet.value(place) for place in ("A1", "B1")] == ["Navn", "Antal"]
    assert [sheet.value(place) for place in ("A2", "B2")] == ["Åse Ærø", 3]
    assert [sheet.value(place) for place in ("A3", "B3")] == ["to\nlinjer", 1234.5]
    assert sheet.number_format("B3") == "#,##0.00"


def test_dates_are_real_dates():
    moment = datetime.datetime(2026, 11, 21, 8, 30, tzinfo=datetime.UTC)
    sheet = opened(
        [[datetime.date(2026, 11, 21), moment, datetime.time(12)]], ["Dag", "Tid", "Klokken"]
    )

    assert sheet.value("A2") == 46347
    assert sheet.number_format("A2") == "dd-mm-yyyy"
    assert sheet.value("B2") == pytest.approx(46347 + 9.5 / 24)
    assert sheet.number_format("B2") == "dd-mm-yyyy hh:mm"
    assert sheet.value("C2") == 0.5


def test_a_day_from_before_the_spreadsheets_calendar_is_a_text():
    assert opened([[datetime.date(1849, 6, 5)]]).value("A2") == "1849-06-05"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text):
    sheet = opened([[text]], [text])

    assert sheet.sheet.find(f".//{MAIN}f") is None
    for place in ("A1", "A2"):
        assert sheet.value(place) == text
        assert sheet.is_marked_as_text(place)
    assert read_csv(sheets.csv_file([text], [[text]])) == [[f"'{text}"], [f"'{text}"]]


def test_a_link_stays_a_text():
    sheet = opened([["https://a.example/"]])

    assert sheet.value("A2") == "https://a.example/"
    assert sheet.sheet.find(f".//{MAIN}hyperlink") is None


def test_the_heading_stays_in_sight_and_filters():
    sheet = opened([["x"], ["y"]], ["Navn"]).sheet

    pane = sheet.find(f".//{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert sheet.find(f"{MAIN}autoFilter").get("ref") == "A1:A3"


def test_columns_are_as_wide_as_their_texts_within_reason():
    sheet = opened([["x", "en noget længere tekst", "y" * 500]], ["A", "B", "C"]).sheet

    widths = [float(column.get("width")) for column in sheet.iter(f"{MAIN}col")]
    assert widths[0] < widths[1] < widths[2] < 70
    assert widths[1] >= len("en noget længere tekst")


def test_empty_cells_and_unknown_figures_are_empty():
    rows = [["x", None, float("nan"), Decimal("inf")]]

    sheet = Opened(sheets.xlsx(["A", "B", "C", "D"], rows, "Ark"))

    assert [cell.get("r") for cell in sheet.sheet.iter(f"{MAIN}c")][4:] == ["A2"]
    assert read_csv(sheets.csv_file(["A", "B", "C", "D"], rows))[1] == ["x", "", "", ""]


def test_yes_and_no_are_said_in_the_readers_language():
    assert opened([[True]]).value("A2") == "ja"
    assert opened([[False]], language="en").value("A2") == "no"
    assert read_csv(sheets.csv_file(["A"], [[False]])) == [["A"], ["nej"]]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tilmeldinger", "Tilmeldinger"),
        ("Årsmøde 2027: 21/4 [alle]", "Årsmøde 2027  21 4  alle"),
        ("x" * 40, "x" * 31),
        ("'citat'", "citat"),
        ("", "Ark1"),
        ("History", "Ark1"),
    ],
)
def test_any_title_makes_a_sheet_name(title, name):
    assert opened([["x"]], title=title).name == name


def test_csv_opens_in_a_danish_spreadsheet():
    content = sheets.csv_file(
        ["Navn", "Dag", "Tid", "Beløb", "Andel"],
        [
            [
                'Åse; "Ærø"',
                datetime.date(2026, 11, 21),
                datetime.datetime(2026, 11, 21, 9, 30),
                Decimal("-1234.50"),
                0.5,
            ]
        ],
    )

    assert content == (
        b"\xef\xbb\xbf"
        + "Navn;Dag;Tid;Beløb;Andel\r\n"
        '"Åse; ""Ærø""";21-11-2026;21-11-2026 09:30;-1234,50;0,5\r\n'.encode()
    )


@pytest.mark.parametrize("write", [sheets.csv_file, lambda *a: sheets.xlsx(*a, "Ark")])
def test_a_row_that_does_not_fit_its_headings_is_an_error(write):
    with pytest.raises(ValueError, match="1 cells under 2 headings"):
        write(["A", "B"], [["x"]])


@given(st.text())
def test_any_text_can_be_written(text):
    sheet = opened([["x" + text]])

    assert sheet.value("A2").startswith("x")
    assert read_csv(sheets.csv_file(["A"], [["x" + text]]))[1][0].startswith("x")
