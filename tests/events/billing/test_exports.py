"""What documents say as files, read by others than those who write them."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pypdf
import pytest
from django.urls import reverse

from events.billing.enums import Vat
from events.billing.exports import ledger, sheet, ubl
from events.billing.models import Document
from events.billing.neutral import Bill, BillLine, Buyer, Seller, neutral
from events.conference.flows import booking
from tests.factories import billing
from tests.factories.people import show_second_factor

from .judging import complaints, rules_known

CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"


def bill(*amounts: str, rate: int = 0, **changes) -> Bill:
    """A document in plain values; no database is asked."""
    seller = {name: billing.SELLER[name] for name in Seller.__dataclass_fields__}
    gross = [Decimal(amount) for amount in amounts]
    lines = tuple(
        BillLine(number, "Mette Holm", f"Ting {number}", each, _net(each, rate))
        for number, each in enumerate(gross, start=1)
    )
    facts = {
        "is_invoice": True,
        "number": "F2027-0001",
        "issued_on": date(2027, 5, 3),
        "due_on": date(2027, 6, 2),
        "subject": "Årsmøde 2027, 21.-23. april 2027",
        "seller": Seller(**seller),
        "buyer": Buyer("Odense Kommune", "5798009800053", "Borgerrådgiveren", "4500123"),
        "lines": lines,
        "vat_rate": Decimal(rate),
        "exempt_because": "" if rate else "Fritaget efter momslovens § 13",
        "total": sum(gross),
        "credits_number": "",
        "credits_issued_on": None,
    }
    return Bill(**{**facts, **changes})


def _net(gross: Decimal, rate: int) -> Decimal:
    return (gross / (1 + Decimal(rate) / 100)).quantize(Decimal("0.01"))


def credit(*amounts: str, **changes) -> Bill:
    return bill(
        *amounts,
        is_invoice=False,
        number="K2027-0001",
        due_on=None,
        credits_number="F2027-0001",
        credits_issued_on=date(2027, 5, 3),
        **changes,
    )


# --- the e-invoice -----------------------------------------------------------------------------------
def test_the_rules_that_judge_know_denmark():
    known = rules_known()
    for rule in ("DK-R-002", "DK-R-006", "DK-R-014", "DK-R-016", "BR-CO-10", "PEPPOL-COMMON-R040"):
        assert f'id="{rule}"' in known or f">{rule}<" in known or rule in known


@pytest.mark.parametrize(
    "made",
    [
        bill("3450", "225", "895.50"),
        bill("3450", "225", "895.50", rate=25),
        bill("0.01", "0.02", "0.03", "1234.57", rate=25),
        credit("3450", "225"),
        credit("3450", "225", rate=25),
        bill("3450", buyer=Buyer("Faxe Kommune", "5790000000005", "Økonomi & Løn <2. sal>", "")),
    ],
    ids=["exempt", "vat", "rounded", "credit", "credit-vat", "no-order"],
)
def test_schemas_and_official_rules_have_nothing_against_it(made):
    assert complaints(ubl.xml(made)) == []


@pytest.mark.parametrize(
    ("break_it", "rule"),
    [
        (lambda xml: xml.replace(b">0216<", b"><"), "DK-R-006"),
        (lambda xml: xml.replace(b'schemeID="0184"', b'schemeID="0088"'), "DK-R-014"),
        (lambda xml: xml.replace(b">42<", b">30<"), "DK-R-005"),
        (lambda xml: xml.replace(b"5798009800053", b"5798009800054"), "PEPPOL-COMMON-R040"),
        (
            lambda xml: xml.replace(b">4570.50</cbc:PayableAmount", b">4570.51</cbc:PayableAmount"),
            "BR-CO-16",
        ),
        (lambda xml: xml.replace(b">4570.50</cbc:LineExt", b">4570.49</cbc:LineExt"), "BR-CO-10"),
        (lambda xml: xml.replace(b">380<", b">999<"), "BR-CL-01"),
    ],
)
def test_they_notice_what_is_wrong(break_it, rule):
    """The negative control: the judges see exactly what an invoice could be returned for."""
    xml = ubl.xml(bill("3450", "225", "895.50"))
    assert break_it(xml) != xml
    assert rule in {said.partition(":")[0] for said in complaints(break_it(xml))}


def test_another_reader_finds_every_amount_and_sum_again():
    """By the rules of EN 16931 (BR-CO-10, -13, -14, -15, -16), worked out anew from the file alone."""
    made = bill("0.01", "0.02", "0.03", "1234.57", "3450", rate=25)
    root = ElementTree.fromstring(ubl.xml(made))

    def amount(path: str) -> Decimal:
        found = root.find(path)
        return Decimal(found.text) if found is not None else Decimal(0)

    nets = [
        Decimal(each.text) for each in root.findall(f"{CAC}InvoiceLine/{CBC}LineExtensionAmount")
    ]
    total = f"{CAC}LegalMonetaryTotal/{CBC}"
    assert (
        sum(nets) == amount(f"{total}LineExtensionAmount") == amount(f"{total}TaxExclusiveAmount")
    )
    tax = amount(f"{CAC}TaxTotal/{CBC}TaxAmount")
    assert tax == (sum(nets) * Decimal("0.25")).quantize(Decimal("0.01"))
    assert amount(f"{total}TaxInclusiveAmount") == sum(nets) + tax
    payable = amount(f"{total}PayableAmount")
    assert payable == amount(f"{total}TaxInclusiveAmount") + amount(f"{total}PayableRoundingAmount")
    assert payable == made.total == Decimal("4684.63"), "what was promised is paid, to the øre"


def test_it_is_addressed_and_paid_as_in_denmark():
    root = ElementTree.fromstring(ubl.xml(bill("3450")))
    ends = root.findall(f".//{CBC}EndpointID")
    assert [(each.get("schemeID"), each.text) for each in ends] == [
        ("0088", "5798009800053"),
        ("0088", "5798009800053"),
    ]
    legal = root.find(
        f"{CAC}AccountingSupplierParty/{CAC}Party/{CAC}PartyLegalEntity/{CBC}CompanyID"
    )
    assert (legal.get("schemeID"), legal.text) == ("0184", "DK64942212")
    assert root.findtext(f"{CBC}BuyerReference") == "Borgerrådgiveren"
    assert root.findtext(f"{CAC}OrderReference/{CBC}ID") == "4500123"
    assert root.findtext(f"{CAC}PaymentMeans/{CBC}PaymentMeansCode") == "42"


# --- of a document that was issued -------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("vat", [Vat.EXEMPT, Vat.STANDARD])
def test_invoice_and_credit_note_as_issued_pass_the_rules(
    conference, editor, mette, bo, lunch, vat
):
    reason = billing.SELLER["vat_reason"] if vat == Vat.EXEMPT else ""
    billing.make_seller(by=editor, vat=vat, vat_reason=reason)
    (first,) = billing.bill_all(conference, by=editor)
    booking.book(registration=mette, parts=[lunch], by=mette.person)
    note, _new = billing.bill_all(conference, by=editor)
    for document in (first, note):
        made = neutral(Document.objects.get(pk=document.pk))
        assert made.total == Decimal("8245.50") and complaints(ubl.xml(made)) == []
        if vat == Vat.STANDARD:
            assert made.net == Decimal("6596.40") and made.vat == Decimal("1649.10")


@pytest.mark.django_db
def test_the_sheet_is_a_tagged_pdf_that_says_it_all(conference, seller, editor, mette, bo):
    (document,) = billing.bill_all(conference, by=editor)
    file = sheet.pdf(neutral(document))
    assert file == sheet.pdf(neutral(document))
    read = pypdf.PdfReader(io.BytesIO(file))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for words in ("Faktura", document.number, "Odense Kommune", "Mette Holm", "895,50 kr."):
        assert words in text, words
    assert "8.245,50 kr." in text and "reg.nr. 0216, konto 4069011234" in text


def test_a_sheet_for_thirty_with_long_names_goes_over_pages():
    lines = tuple(
        BillLine(
            n,
            f"Anne-Margrethe Overgaard Kierkegaard nr. {n}",
            "Plads " * 20,
            Decimal(10),
            Decimal(10),
        )
        for n in range(1, 91)
    )
    made = bill("900", lines=lines, total=Decimal(900))
    assert len(pypdf.PdfReader(io.BytesIO(sheet.pdf(made))).pages) > 2


def test_the_ledgers_file_adds_up_and_runs_no_formula():
    evil = BillLine(1, "=HYPERLINK(1)", "Plads", Decimal(100), Decimal(100))
    file = ledger.csv_file([bill("3450", "225"), credit("3450", "225"), bill("100", lines=(evil,))])
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))
    assert [row["Beløb"] for row in rows] == ["3450", "225", "-3450", "-225", "100"]
    assert rows[2]["Type"] == "Kreditnota" and rows[2]["Krediterer"] == "F2027-0001"
    assert rows[4]["Deltager"] == "'=HYPERLINK(1)"
    assert rows[0]["EAN-nummer"] == "5798009800053" and rows[0]["Udstedt"] == "03-05-2027"


@pytest.mark.django_db
def test_files_are_taken_out_at_the_desk(client, conference, seller, editor, mette):
    (document,) = billing.bill_all(conference, by=editor)
    client.force_login(editor)
    show_second_factor(client, editor)
    packed = client.get(reverse("billing_desk:e_invoices", args=[conference.pk]))
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.namelist() == [f"{document.number}.xml"]
        assert complaints(archive.read(f"{document.number}.xml")) == []
    for name, kind in (("pdf", "application/pdf"), ("xml", "application/xml")):
        answer = client.get(reverse(f"billing_desk:{name}", args=[conference.pk, document.pk]))
        assert answer["Content-Type"] == kind and document.number in answer["Content-Disposition"]
    table = client.get(reverse("billing_desk:ledger", args=[conference.pk]))
    assert "Mette Holm" in table.content.decode("utf-8-sig")
