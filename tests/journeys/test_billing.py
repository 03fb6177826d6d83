"""The bills: written for all payers at once, taken out as the files that others read, credited and written
anew when the payer is put right, and marked as paid."""

import io
import re
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

EDITOR, PAYER = "nanna-juul-overgaard", "marianne-qvist"


def downloaded(page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def rows_of(page) -> str:
    return page.locator("table.desk-table").last.inner_text()


def test_bills_are_written_taken_out_corrected_and_paid(stage, enter, look):
    page = enter(EDITOR, width=1440)
    overview = f"/admin/netvaerket/aarsmoede/fakturering/{stage['pk']}/"
    page.goto(overview)
    look(page, "billing-to-bill")
    page.get_by_role("button", name=re.compile("^Fakturér det hele")).click()
    page.get_by_text("Alt er faktureret").first.wait_for()
    numbers = take_out(page, stage, look)
    old = correct_the_payer(page, stage, overview, look)
    assert old in numbers
    new = credited_and_written_anew(page, overview, old, look)
    paid(page, overview, new, look)
    its_participant_reads_it(enter(PAYER, width=390), new, old, look)


def take_out(page, stage, look) -> set[str]:
    """The ledger's file, all e-invoices, and of one document its sheet and its e-invoice."""
    ledger = downloaded(page, "Hent til økonomisystemet (CSV)").decode("utf-8-sig")
    archive = zipfile.ZipFile(io.BytesIO(downloaded(page, "Hent e-fakturaerne")))
    assert archive.testzip() is None
    page.locator("table.desk-table").last.get_by_role("link").filter(
        has_text=re.compile(r"\d")
    ).first.click()
    number = page.inner_text("h1").split()[-1]
    assert number in ledger
    look(page, "billing-document")
    assert downloaded(page, "Hent som PDF").startswith(b"%PDF-")
    xml = downloaded(page, "Hent e-faktura (XML)").decode()
    assert "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" in xml
    assert f">{number}<" in xml and ">5798009800053<" in xml
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, "billing-document-390")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.go_back()
    return set(re.findall(r"F\d{4}-\d+", rows_of(page)))


def correct_the_payer(page, stage, overview, look) -> str:
    """From the participant's own page at the desk; the number of the document that is wrong now."""
    name = stage["people"][PAYER]["name"]
    page.goto(f"/admin/netvaerket/aarsmoede/{stage['pk']}/lister/deltagere/")
    page.get_by_role("link", name=name).first.click()
    number = re.search(r"Faktureret med (\S+)", page.inner_text("main"))[1]
    page.get_by_role("link", name="Ret, hvem der betaler").click()
    page.get_by_label("Person eller afdeling hos betaleren").fill("Økonomi og indkøb")
    page.get_by_label("Ordrenummer").fill("4500999")
    page.get_by_label("EAN-nummer").fill("5798009800054")
    page.get_by_label("Note til sekretariatet").fill("De ringede")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("tastefejl").first.wait_for()
    assert page.get_by_label("Ordrenummer").input_value() == "4500999"
    page.get_by_label("EAN-nummer").fill("5798009800053")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    page.goto(overview)
    assert f"{number} på" in page.inner_text("main")
    look(page, "billing-changed")
    return number


def credited_and_written_anew(page, overview, old: str, look) -> str:
    page.get_by_role("button", name=re.compile("^Fakturér det hele")).click()
    page.get_by_text("Alt er faktureret").first.wait_for()
    page.get_by_role("link", name=old, exact=True).first.click()
    assert "Gælder ikke" in page.inner_text("main") or "gælder ikke" in page.inner_text("main")
    look(page, "billing-credited")
    page.goto(overview)
    links = page.locator("table.desk-table").last.locator("tbody tr").filter(has_text="Hillerød")
    found = [link for link in links.get_by_role("link").all_inner_texts() if link != old]
    assert len(found) == 2  # the credit note, and the new invoice
    for number in found:
        page.get_by_role("link", name=number, exact=True).first.click()
        if page.inner_text("h1").startswith("Faktura"):
            assert "4500999" in page.inner_text("main")
            return number
        assert old in page.inner_text("main")
        page.goto(overview)
    raise AssertionError(found)


def paid(page, overview, number: str, look):
    page.get_by_role("button", name="Markér som betalt").click()
    page.get_by_text("er markeret som betalt").first.wait_for()
    look(page, "billing-paid")
    page.goto(overview)
    row = page.locator("table.desk-table").last.locator("tr").filter(has_text=number)
    assert "betalt" in row.inner_text().lower()
    look(page, "billing-overview")


def its_participant_reads_it(page, new: str, old: str, look):
    page.goto("/aarsmoede/")
    page.get_by_role("link", name="Se din tilmelding").first.click()
    assert f"med faktura {new}" in page.inner_text("main") and old not in page.inner_text("main")
    page.get_by_role("link", name="Se din del af fakturaen").click()
    assert new in page.inner_text("main") and "4500999" in page.inner_text("main")
    look(page, "bill-390")
