"""A document on A4, as a tagged PDF."""

from datetime import datetime, time
from pathlib import Path

from portal.kit import danish, dates
from portal.kit.dates import COPENHAGEN
from portal.ui import typesetting

from ..neutral import Bill

SHEET = Path(__file__).parents[1] / "typst" / "bill.typ"


def pdf(bill: Bill) -> bytes:
    """The file's bytes; the same document gives the same file. A document is Danish, whoever asks for it."""
    issued = datetime.combine(bill.issued_on, time(12), tzinfo=COPENHAGEN)
    return typesetting.pdf(SHEET, name="bill", content=_content(bill), at=issued)


def _content(bill: Bill) -> dict:
    seller, buyer = bill.seller, bill.buyer
    return {
        "kind": "Faktura" if bill.is_invoice else "Kreditnota",
        "number": bill.number,
        "credits": bill.credits_number,
        "issued": dates.long_date(bill.issued_on, "da"),
        "due": dates.long_date(bill.due_on, "da") if bill.due_on else "",
        "subject": bill.subject,
        "seller": vars(seller),
        "buyer": vars(buyer),
        "participants": [
            {
                "name": each.name,
                "lines": [
                    {"title": line.title, "amount": danish.kroner(line.gross, "da")}
                    for line in each.lines
                ],
                "total": danish.kroner(each.total, "da"),
            }
            for each in bill.participants
        ],
        "total": danish.kroner(bill.total, "da"),
        "net": danish.kroner(bill.net, "da"),
        "vat": danish.kroner(bill.vat, "da"),
        "rounding": danish.kroner(bill.rounding, "da") if bill.rounding else "",
        "rate": f"{bill.vat_rate:.0f}",
        "exempt": bill.exempt_because if not bill.vat_rate else "",
    }
