"""An editor takes the whole library out and brings material in; the page says by itself how far it is."""

import zipfile

import pytest
from playwright.sync_api import expect

from portal.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from tests.factories import files
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

EMAIL = {login.key: login.email for login in LOGINS}
EDITOR = "nanna-juul-overgaard"
TABLE = """fil;titel;slags;resume
notat.docx;Notat om telefonnotater;skabelon;Et notat at begynde med.
mangler.pdf;Vejledning, der ikke er med;introduktion;
"""
WAIT = 60_000


def test_the_library_out_and_material_in(visit, look):
    editor = visit(height=2200, complain=False)
    log_in(editor, EMAIL[EDITOR], PASSWORD, TOTP_SECRET)
    editor.goto("/admin/netvaerket/bibliotek/overfoersel/")
    look(editor, "transfer-export-before-1440")
    links = editor.get_by_role("link", name="bibliotek-")
    expect(links).to_have_count(1)
    editor.get_by_role("button", name="Lav en eksport").click()
    # Nobody loads the page anew; the newest stands first.
    expect(links).to_have_count(2, timeout=WAIT)
    link = links.first
    look(editor, "transfer-export-1440")
    with editor.expect_download() as download:
        link.click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        assert {"LÆSMIG.txt", "bibliotek.csv", "bibliotek.json"} < set(archive.namelist())

    editor.goto("/admin/netvaerket/bibliotek/overfoersel/import/")
    look(editor, "transfer-imports-1440")
    content = files.archive(
        {"metadata.csv": TABLE.encode(), "notat.docx": files.word("Kære borger")}
    )
    editor.get_by_label("Zip-fil").set_input_files(
        {"name": "bibliotek.zip", "mimeType": "application/zip", "buffer": content}
    )
    editor.get_by_role("button", name="Send og prøv den").click()
    expect(editor.get_by_text("Filen er ikke i zip-filen.")).to_be_visible(timeout=WAIT)
    look(editor, "transfer-tried-1440")
    editor.set_viewport_size({"width": 390, "height": 2200})
    look(editor, "transfer-tried-390")
    editor.get_by_role("button", name="Importér denne ene").click()
    expect(editor.get_by_text("1 linje er taget ind.")).to_be_visible(timeout=WAIT)
    look(editor, "transfer-done-390")
    editor.goto("/admin/netvaerket/bibliotek/overfoersel/import/")
    look(editor, "transfer-imports-390")
    editor.goto("/admin/netvaerket/bibliotek/overfoersel/")
    look(editor, "transfer-export-390")
