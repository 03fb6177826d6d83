"""The annual conference from a phone: give it back, register anew with session, night and EAN, wait for the
session that is full, and take it from the letter when somebody else lets it go."""

import re

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

EAN = "5798009800053"
FULL = "Ny som borgerrådgiver"
MEANWHILE = "Kontaktbegrænsning"
NEEDS = "Plads tæt på skærmen"
WAITS, LEAVES = "mette-holm", "anne-sofie-brandt-mikkelsen"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def test_from_a_phone_to_the_session_that_was_full(portal, visit, look):
    phone = visit(width=390)
    log_in(phone, email_of(WAITS), logins.PASSWORD)
    cancel(phone, look)
    fill_in(phone, look)
    register(phone, look)
    somebody_lets_it_go(visit())
    take_it_from_the_letter(portal, visit(width=390), look)
    phone.reload()
    assert phone.locator("table.bill").get_by_text(FULL).count() == 1
    assert phone.locator("table.bill").get_by_text(MEANWHILE).count() == 0
    phone.goto("/aarsmoede/")
    look(phone, "conference-mine")
    assert "dit valg" in phone.locator(".is-mine").inner_text()


def cancel(page, look):
    page.goto("/aarsmoede/")
    page.click("a:has-text('Se din tilmelding')")
    look(page, "conference-receipt")
    page.click("a:has-text('Meld afbud')")
    look(page, "conference-cancel")
    page.click("button:has-text('Meld afbud')")
    page.wait_for_url("**/aarsmoede/")


def fill_in(page, look):
    """What is typed is kept on the way: the page is closed once, and is as it was."""
    page.click("main a:has-text('Tilmeld dig')")
    page.check("div.choice:has-text('" + FULL + "') input[name=waits]")
    page.check("div.choice:has-text('" + MEANWHILE + "') > input[type=radio]")
    page.check("input[name=nights]:not([disabled])")
    page.fill("textarea[name=needs]", NEEDS)
    page.get_by_text(re.compile(r"^Gemt kl\.")).wait_for()
    page.goto("/min-side/")
    page.goto("/aarsmoede/tilmelding/")
    assert page.input_value("textarea[name=needs]") == NEEDS
    assert page.is_checked("div.choice:has-text('" + MEANWHILE + "') > input[type=radio]")
    page.fill("input[name=ean]", "5798009800054")
    page.click("main form button[type=submit]")
    look(page, "conference-form-with-errors")
    assert "tastefejl" in page.inner_text("[data-summary]")
    page.fill("input[name=ean]", EAN)


def register(page, look):
    page.click("main form button[type=submit]")
    look(page, "conference-summary")
    assert "895,00" in page.inner_text("table.bill")
    page.click("button[name=confirm]")
    page.get_by_role("heading", name="Du er tilmeldt").wait_for()
    assert "nummer 1 på ventelisten" in page.inner_text("#venteliste")
    look(page, "conference-registered")
    reload_sends_nothing(page)


def reload_sends_nothing(page):
    """The receipt came as the answer to the form, and stands at its own address."""
    page.wait_for_url(re.compile(r"/aarsmoede/tilmelding/\d+/$"))
    methods = []
    page.on("request", lambda request: methods.append(request.method))
    page.reload()
    page.get_by_role("heading", name="Du er tilmeldt").wait_for()
    assert set(methods) == {"GET"}


def somebody_lets_it_go(page):
    log_in(page, email_of(LEAVES), logins.PASSWORD, logins.TOTP_SECRET)
    page.goto("/aarsmoede/")
    page.click("a:has-text('Ret tilmeldingen')")
    page.check("div.choice:has-text('" + MEANWHILE + "') > input[type=radio]")
    page.click("button:has-text('Videre til prisen')")
    page.get_by_text(MEANWHILE).first.wait_for()
    page.click("button:has-text('Gem ændringerne')")
    page.get_by_text("Din tilmelding er ændret").wait_for()


def take_it_from_the_letter(portal, page, look):
    letter = portal.mail_to(email_of(WAITS), "plads til dig")
    text = letter.get_body(("plain",)).get_content()
    page.goto(re.findall(r"/aarsmoede/svar/[^/\s]+/", text)[0])
    look(page, "conference-take-by-mail")
    page.click("main form button[type=submit]")
    page.get_by_role("heading", name="Den er din").wait_for()
