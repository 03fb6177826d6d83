"""A member gives something with a file from the phone; the secretariat takes it up, a second person approves
it, and a colleague finds a sentence that stands in the file, on its page."""

import pytest
from playwright.sync_api import expect

from portal.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from tests.factories.files import pdf
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

EMAIL = {login.key: login.email for login in LOGINS}
GIVER, EDITOR, COLLEAGUE, READER = (
    "mette-holm",
    "nanna-juul-overgaard",
    "karim-haddad",
    "jens-aagaard",
)
TITLE = "Kvittering på én side"


def test_given_taken_up_approved_and_found_by_a_sentence_in_its_file(visit, look):
    giver = visit(width=390)
    log_in(giver, EMAIL[GIVER], PASSWORD)
    giver.goto("/bibliotek/")
    giver.get_by_role("link", name="Dine bidrag").click()
    giver.get_by_role("link", name="Giv noget til biblioteket").click()
    giver.get_by_role("button", name="Send til sekretariatet").click()
    look(giver, "contribution-missing-390")
    tried = giver.get_by_label("Hvad har I prøvet?")
    expect(tried).to_be_hidden()
    giver.get_by_label("Praksis").check()
    tried.fill("Vi ringede først.")
    giver.get_by_label("Skabelon").check()
    expect(tried).to_be_hidden()
    giver.get_by_label("Praksis").check()
    expect(tried).to_have_value("Vi ringede først.")
    giver.get_by_label("Skabelon").check()
    giver.get_by_label("Titel").fill(TITLE)
    giver.get_by_label("Kort fortalt").fill("En kvittering, som borgeren forstår.")
    giver.get_by_label("Hvordan bruges det?").fill("Ret navn og frist.")
    content = pdf("Tak for din henvendelse.", "Vi kvitterer altid inden solnedgang.")
    giver.get_by_label("Filer").set_input_files(
        {"name": "Kvittering.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    giver.get_by_label("Netværket må bruge det").check()
    giver.get_by_label("Ingen borger kan genkendes").check()
    giver.get_by_role("button", name="Send til sekretariatet").click()
    expect(giver.get_by_text("Sekretariatet har det nu")).to_be_visible()
    look(giver, "contribution-sent-390")

    editor = visit(complain=False)
    log_in(editor, EMAIL[EDITOR], PASSWORD, TOTP_SECRET)
    editor.goto("/admin/netvaerket/bidrag/")
    look(editor, "contribution-desk-1440")
    editor.get_by_role("link", name=TITLE).click()
    look(editor, "contribution-at-the-desk-1440")
    editor.get_by_role("button", name="Tag det op i biblioteket").click()
    expect(editor.get_by_text("Medlemmet har fået besked")).to_be_visible()
    editor.get_by_role("link", name="Filer", exact=True).click()
    expect(editor.get_by_text("Kvittering.pdf")).to_be_visible()
    look(editor, "material-files-1440")
    editor.get_by_role("link", name="Til teksten").click()
    editor.get_by_label("Hvad der er ændret").fill("Første udgave.")
    editor.get_by_role("button", name="Flere handlinger").click()
    editor.get_by_role("button", name="Send til godkendelse").click()
    expect(editor.get_by_text("Du har selv skrevet i den")).to_be_visible()
    review = editor.url

    colleague = visit(complain=False)
    log_in(colleague, EMAIL[COLLEAGUE], PASSWORD, TOTP_SECRET)
    colleague.goto(review)
    expect(colleague.get_by_text("Kvittering (PDF, 2 sider")).to_be_visible()
    colleague.get_by_role("button", name="Godkend", exact=True).click()
    expect(colleague.get_by_text("Den er godkendt og udgivet.")).to_be_visible()

    reader = visit(width=390)
    log_in(reader, EMAIL[READER], PASSWORD)
    reader.goto("/soeg/?q=kvitterer+solnedgang")
    expect(reader.get_by_role("link", name="Kvittering (PDF), side 2")).to_be_visible()
    look(reader, "found-in-a-file-390")
    reader.get_by_role("link", name=TITLE).click()
    look(reader, "material-with-a-file-390")
    link = reader.get_by_role("link", name="Kvittering (PDF").get_attribute("href")
    answer = reader.request.get(link)
    assert answer.body()[:5] == b"%PDF-"

    giver.goto("/bibliotek/bidrag/")
    expect(giver.get_by_text("i biblioteket", exact=True)).to_be_visible()
