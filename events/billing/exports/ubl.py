"""A document as an e-invoice: Peppol BIS Billing 3.0 in UBL 2.1, by the rules that hold in Denmark: the
receiver is addressed by GLN, the sender named by CVR number, and paid by a Danish account (payment means
42)."""

from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ..neutral import Bill, BillLine

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE_TYPE, CREDIT_NOTE_TYPE = "380", "381"
GLN, CVR = "0088", "0184"
DANISH_ACCOUNT = "42"
EACH = "EA"
SPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"
CONTENT_TYPE = "application/xml"


def xml(bill: Bill) -> bytes:
    """The file's bytes."""
    name = "Invoice" if bill.is_invoice else "CreditNote"
    for prefix, space in SPACES.items():
        register_namespace(prefix, space)
    register_namespace("", ROOT.format(name))
    root = Element(f"{{{ROOT.format(name)}}}{name}")
    _head(root, bill)
    _seller(root, bill)
    _buyer(root, bill)
    if bill.is_invoice:
        _payment(root, bill)
    _tax(root, bill)
    _sums(root, bill)
    for line in bill.lines:
        _line(root, bill, line)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _head(root: Element, bill: Bill) -> None:
    _say(root, "CustomizationID", CUSTOMIZATION)
    _say(root, "ProfileID", PROFILE)
    _say(root, "ID", bill.number)
    _say(root, "IssueDate", bill.issued_on.isoformat())
    if bill.is_invoice:
        assert bill.due_on is not None, "an invoice has its day"
        _say(root, "DueDate", bill.due_on.isoformat())
        _say(root, "InvoiceTypeCode", INVOICE_TYPE)
    else:
        _say(root, "CreditNoteTypeCode", CREDIT_NOTE_TYPE)
    _say(root, "Note", bill.subject)
    _say(root, "DocumentCurrencyCode", "DKK")
    _say(root, "BuyerReference", bill.buyer.reference)
    if bill.buyer.order_number:
        _say(_in(root, "OrderReference"), "ID", bill.buyer.order_number)
    if bill.credits_issued_on is not None:
        reference = _in(root, "BillingReference", "InvoiceDocumentReference")
        _say(reference, "ID", bill.credits_number)
        _say(reference, "IssueDate", bill.credits_issued_on.isoformat())


def _seller(root: Element, bill: Bill) -> None:
    seller = bill.seller
    party = _in(root, "AccountingSupplierParty", "Party")
    _say(party, "EndpointID", seller.ean, schemeID=GLN)
    _say(_in(party, "PartyName"), "Name", seller.name)
    address = _in(party, "PostalAddress")
    _say(address, "StreetName", seller.street)
    _say(address, "CityName", seller.city)
    _say(address, "PostalZone", seller.postcode)
    _say(_in(address, "Country"), "IdentificationCode", "DK")
    taxed = _in(party, "PartyTaxScheme")
    _say(taxed, "CompanyID", f"DK{seller.cvr}")
    _say(_in(taxed, "TaxScheme"), "ID", "VAT")
    legal = _in(party, "PartyLegalEntity")
    _say(legal, "RegistrationName", seller.name)
    _say(legal, "CompanyID", f"DK{seller.cvr}", schemeID=CVR)
    contact = _in(party, "Contact")
    _say(contact, "Name", seller.contact)
    if seller.phone:
        _say(contact, "Telephone", seller.phone)
    _say(contact, "ElectronicMail", seller.email)


def _buyer(root: Element, bill: Bill) -> None:
    party = _in(root, "AccountingCustomerParty", "Party")
    _say(party, "EndpointID", bill.buyer.ean, schemeID=GLN)
    _say(_in(party, "PartyName"), "Name", bill.buyer.name)
    _say(_in(party, "PostalAddress", "Country"), "IdentificationCode", "DK")
    _say(_in(party, "PartyLegalEntity"), "RegistrationName", bill.buyer.name)
    _say(_in(party, "Contact"), "Name", bill.buyer.reference)


def _payment(root: Element, bill: Bill) -> None:
    means = _in(root, "PaymentMeans")
    _say(means, "PaymentMeansCode", DANISH_ACCOUNT)
    _say(means, "PaymentID", bill.number)
    account = _in(means, "PayeeFinancialAccount")
    _say(account, "ID", bill.seller.bank_account)
    _say(_in(account, "FinancialInstitutionBranch"), "ID", bill.seller.bank_registration)


def _tax(root: Element, bill: Bill) -> None:
    total = _in(root, "TaxTotal")
    _amount(total, "TaxAmount", bill.vat)
    part = _in(total, "TaxSubtotal")
    _amount(part, "TaxableAmount", bill.net)
    _amount(part, "TaxAmount", bill.vat)
    category = _category(part, "TaxCategory", bill)
    if not bill.vat_rate:
        scheme = category[-1]
        category.remove(scheme)
        _say(category, "TaxExemptionReason", bill.exempt_because)
        category.append(scheme)


def _category(parent: Element, name: str, bill: Bill) -> Element:
    category = _in(parent, name)
    _say(category, "ID", "S" if bill.vat_rate else "E")
    _say(category, "Percent", f"{bill.vat_rate:.0f}")
    _say(_in(category, "TaxScheme"), "ID", "VAT")
    return category


def _sums(root: Element, bill: Bill) -> None:
    sums = _in(root, "LegalMonetaryTotal")
    _amount(sums, "LineExtensionAmount", bill.net)
    _amount(sums, "TaxExclusiveAmount", bill.net)
    _amount(sums, "TaxInclusiveAmount", bill.net + bill.vat)
    if bill.rounding:
        _amount(sums, "PayableRoundingAmount", bill.rounding)
    _amount(sums, "PayableAmount", bill.total)


def _line(root: Element, bill: Bill, line: BillLine) -> None:
    name = "InvoiceLine" if bill.is_invoice else "CreditNoteLine"
    quantity = "InvoicedQuantity" if bill.is_invoice else "CreditedQuantity"
    element = _in(root, name)
    _say(element, "ID", str(line.number))
    _say(element, quantity, "1", unitCode=EACH)
    _amount(element, "LineExtensionAmount", line.net)
    item = _in(element, "Item")
    _say(item, "Description", line.participant)
    _say(item, "Name", line.title)
    _category(item, "ClassifiedTaxCategory", bill)
    _amount(_in(element, "Price"), "PriceAmount", line.net)


def _in(parent: Element, *path: str) -> Element:
    for name in path:
        parent = SubElement(parent, f"{{{SPACES['cac']}}}{name}")
    return parent


def _say(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, f"{{{SPACES['cbc']}}}{name}", attributes).text = _clean(text)


def _amount(parent: Element, name: str, amount: Decimal) -> None:
    _say(parent, name, f"{amount:.2f}", currencyID="DKK")


def _clean(text: str) -> str:
    """What XML may hold; a line break is a blank, for no value here has several lines."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())
