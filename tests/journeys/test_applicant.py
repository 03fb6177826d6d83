"""The applicant: begins at work, goes on on the phone, hands in, and takes it all back in the end."""

import re

import pytest

from tests.factories import files
from tests.journeys.server import link_in
from tests.journeys.test_first_day import ask_for_the_form

pytestmark = pytest.mark.journey

EMAIL = "ulla.lindholm@faxe.example"


def test_an_applicant_resumes_names_two_municipalities_and_withdraws(portal, visit, look, tmp_path):
    page = visit()
    ask_for_the_form(portal, page, EMAIL)
    link = link_in(portal.mail_to(EMAIL, "ansøg"))
    page.fill("input[name=name]", "Ulla Lindholm")
    page.click("main form button[value=later]")
    page.wait_for_selector("input[name=name]")
    # On the phone, by the same link.
    phone = visit(width=390)
    phone.goto(link)
    assert phone.input_value("input[name=name]") == "Ulla Lindholm"
    phone.fill("input[name=title]", "Jurist")
    phone.fill("input[name=phone]", "24 61 80 37")
    phone.click("main form button[value=next]")
    phone.wait_for_url("**/trin/2/")
    two_municipalities(phone)
    look(phone, "30-to-kommuner")
    phone.click("main form button[value=next]")
    phone.wait_for_url("**/trin/3/")
    letter = tmp_path / "Ansættelsesbrev.pdf"
    letter.write_bytes(files.pdf("Ansat i Faxe og Stevns"))
    phone.set_input_files("input[name=pdf]", letter)
    phone.check("input[name=consent]")
    phone.click("main form button[value=next]")
    phone.wait_for_url("**/forhaandsvisning/")
    look(phone, "31-forhaandsvisning")
    assert "Ansættelsesbrev.pdf" in phone.inner_text("main")
    phone.click("main form button:has-text('Send ansøgningen')")
    phone.wait_for_selector("h1:has-text('modtaget')")
    assert portal.mail_to(EMAIL, "modtaget")
    # The old tab at work does no harm.
    page.fill("input[name=name]", "En Anden")
    page.click("main form button[value=next]")
    page.wait_for_selector("h1:has-text('modtaget')")
    assert "En Anden" not in page.inner_text("main")
    page.click("summary:has-text('Træk')")
    page.click("main form button.button--danger")
    page.wait_for_selector("h1:has-text('trukket')")
    look(page, "32-trukket-tilbage")


def two_municipalities(page):
    page.check("input[name=role][value=adviser]")
    for n, (where, form) in enumerate([("Faxe", "council"), ("Stevns", "other")]):
        page.select_option(f"select[name=sted-{n}-municipality]", label=where)
        page.check(f"input[name=sted-{n}-form][value={form}]")
        page.fill(f"input[name=sted-{n}-since]", "2026-09-01")
        if n == 0:
            page.click("main form button[value=more]")
            page.wait_for_url(re.compile(r"flere=1"))
