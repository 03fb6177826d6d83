"""Tables as files for a spreadsheet: XLSX, and CSV as a Danish Excel opens it.

What members have typed must never run as a formula on the secretariat's computer. In XLSX a text
is marked as text; CSV knows no types, so there a text that would be read as a formula is given an
apostrophe in front.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter

from portal.kit.dates import local

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_EARLIEST = datetime.date(1900, 3, 1)  # before this day Excel's calendar is wrong
_LONGEST_TEXT = 32_767
_WIDTHS = (8, 60)
_YES_NO = {"da": ("ja", "nej"), "en": ("yes", "no")}

Cell = object
Row = Sequence[Cell]


def xlsx(headings: Sequence[str], rows: Iterable[Row], title: str, language: str = "da") -> bytes:
    """The table as an Excel file: headings frozen and filtered, dates and numbers as such."""
    table = [[_plain(cell, language) for cell in row] for row in _checked(headings, rows)]
    headings = [_text(heading) for heading in headings]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        formats = {
            "heading": book.add_format({"bold": True, "bottom": 1, "quote_prefix": True}),
            "text": book.add_format({"quote_prefix": True, "valign": "top"}),
            "date": book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"}),
            "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm", "valign": "top"}),
            "time": book.add_format({"num_format": "hh:mm", "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
            "amount": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
        }
        sheet = book.add_worksheet(_sheet_name(title))
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, formats["heading"])
            shown = [heading, *(_written(row[column]) for row in table)]
            sheet.set_column(column, column, _width(shown))
        for line, row in enumerate(table, start=1):
            for column, cell in enumerate(row):
                _write(sheet, line, column, cell, formats)
        sheet.freeze_panes(1, 0)
        if headings:
            sheet.autofilter(0, 0, len(table), len(headings) - 1)
    return file.getvalue()


def csv_file(headings: Sequence[str], rows: Iterable[Row], language: str = "da") -> bytes:
    """The table as CSV with semicolons and decimal commas, marked as UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in [headings, *_checked(headings, rows)]:
        writer.writerow([_csv_cell(_plain(cell, language)) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _checked(headings: Sequence[str], rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        if len(row) != len(headings):
            raise ValueError(f"A row has {len(row)} cells under {len(headings)} headings.")
        yield row


def _plain(cell: Cell, language: str) -> Cell:
    """The cell as one of the few types that a spreadsheet knows."""
    if isinstance(cell, bool):
        return _YES_NO[language][0 if cell else 1]
    if isinstance(cell, datetime.datetime):
        # A spreadsheet knows no time zones: it is shown Danish time.
        cell = local(cell).replace(tzinfo=None, microsecond=0)
        return cell if cell.date() >= _EARLIEST else cell.isoformat(" ", "minutes")
    if isinstance(cell, datetime.date):
        return cell if cell >= _EARLIEST else cell.isoformat()
    if isinstance(cell, datetime.time):
        return cell.replace(tzinfo=None, microsecond=0)
    if isinstance(cell, Decimal | float) and not Decimal(cell).is_finite():
        return None
    if cell is None or isinstance(cell, int | float | Decimal):
        return cell
    return _text(cell)


def _text(cell: Cell) -> str:
    return _NOT_IN_XML.sub("", str(cell))[:_LONGEST_TEXT]


def _write(sheet, line: int, column: int, cell: Cell, formats: dict) -> None:
    match cell:
        case None:
            sheet.write_blank(line, column, None)
        case str():
            sheet.write_string(line, column, cell, formats["text"])
        case datetime.datetime():
            sheet.write_datetime(line, column, cell, formats["moment"])
        case datetime.date():
            sheet.write_datetime(line, column, cell, formats["date"])
        case datetime.time():
            sheet.write_datetime(line, column, cell, formats["time"])
        case Decimal():
            sheet.write_number(line, column, cell, formats["amount"])
        case _:
            sheet.write_number(line, column, cell, formats["number"])


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        # Blanks in front do not keep a spreadsheet from seeing the formula.
        starts_formula = cell.startswith(_FORMULA_STARTS) or cell.lstrip().startswith(
            _FORMULA_STARTS
        )
        return f"'{cell}" if starts_formula else cell
    return _written(cell)


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime.datetime():
            return f"{cell:%d-%m-%Y %H:%M}"
        case datetime.date():
            return f"{cell:%d-%m-%Y}"
        case datetime.time():
            return f"{cell:%H:%M}"
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case float():
            return repr(cell).replace(".", ",")
    return str(cell)


def _width(shown: Iterable[str]) -> int:
    longest = max(len(line) for text in shown for line in text.split("\n"))
    narrowest, widest = _WIDTHS
    return min(max(longest + 2, narrowest), widest)


def _sheet_name(title: str) -> str:
    # Excel refuses these characters, more than 31 of them and the name "History".
    name = _NOT_IN_SHEET_NAME.sub(" ", _text(title)).strip(" '")[:31].rstrip(" '")
    return name if name and name.casefold() != "history" else "Ark1"
