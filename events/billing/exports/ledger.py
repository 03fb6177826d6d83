"""Documents as a table for the municipality's ledger: a row for each line, with the whole document beside
it, for each ledger picks the columns that it knows."""

from collections.abc import Iterable

from portal.kit import sheets

from ..neutral import Bill

#: The names are the ledger's, so they are Danish whoever asks.
HEADINGS = [
    "Dokumentnummer",
    "Type",
    "Krediterer",
    "Udstedt",
    "Forfalder",
    "Betaler",
    "EAN-nummer",
    "Reference",
    "Ordrenummer",
    "Linje",
    "Deltager",
    "Tekst",
    "Beløb uden moms",
    "Momssats",
    "Beløb",
    "Dokumentets beløb",
]


def csv_file(bills: Iterable[Bill]) -> bytes:
    """As a Danish spreadsheet and most ledgers open it. A credit note's amounts are negative here: a
    ledger adds the column up."""
    return sheets.csv_file(HEADINGS, [row for bill in bills for row in _rows(bill)])


def _rows(bill: Bill) -> list[list]:
    sign = 1 if bill.is_invoice else -1
    return [
        [
            bill.number,
            "Faktura" if bill.is_invoice else "Kreditnota",
            bill.credits_number,
            bill.issued_on,
            bill.due_on,
            bill.buyer.name,
            bill.buyer.ean,
            bill.buyer.reference,
            bill.buyer.order_number,
            line.number,
            line.participant,
            line.title,
            sign * line.net,
            bill.vat_rate,
            sign * line.gross,
            sign * bill.total,
        ]
        for line in bill.lines
    ]
