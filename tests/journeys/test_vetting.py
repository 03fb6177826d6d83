"""The vetter's day: an application that is asked for more, and one that is heard before a rejection."""

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

INBOX = "/admin/netvaerket/optagelse/"
ADMINISTRATOR = "anne-sofie-brandt-mikkelsen"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


@pytest.fixture
def vetter(visit):
    page = visit()
    log_in(page, email_of(ADMINISTRATOR), logins.PASSWORD, logins.TOTP_SECRET)
    return page


def open_case(page, name: str) -> None:
    page.goto(INBOX)
    page.click(f"main a:has-text('{name}')")
    page.wait_for_selector(f"h1:has-text('{name}')")


def test_the_vetter_asks_for_more_and_writes_a_note(portal, vetter):
    page = vetter
    open_case(page, "Astrid Møllegaard")
    page.fill("textarea[name=text]", "Ring til kommunen i næste uge.")
    page.click("button:has-text('Skriv noten')")
    page.wait_for_selector("main :text('Ring til kommunen i næste uge.')")
    page.click("a:has-text('Bed om mere')")
    page.fill("textarea[name=text]", "Hvor mange er I i funktionen?")
    page.click("button:has-text('Se brevet')")
    page.wait_for_selector(".desk-letter:has-text('Hvor mange er I i funktionen?')")
    page.screenshot(path="var/pictures/40-brev.png", full_page=True)
    page.click("button:has-text('Send brevet')")
    page.wait_for_selector("main :text('Venter på ansøgeren') >> nth=0")
    mail = portal.mail_to("astrid.moellegaard@skanderborg.example", "mangler")
    assert "Hvor mange er I i funktionen?" in mail.get_body(("plain",)).get_content()


def test_nobody_is_rejected_unheard(portal, vetter):
    page = vetter
    open_case(page, "Bashir Noorzai")
    assert not page.locator("a:has-text('Afslå')").count()
    page.click("a:has-text('Hør før et afslag')")
    page.check("input[name=reason][value=no_function]")
    page.fill("textarea[name=text]", "Vi kan ikke se, at funktionen er oprettet.")
    page.click("button:has-text('Se brevet')")
    page.click("button:has-text('Send det, og vent')")
    page.wait_for_selector("main :text('Spurgt og svaret')")
    page.screenshot(path="var/pictures/41-hoering.png", full_page=True)
    assert portal.mail_to("bashir.noorzai@hvidovre.example", "afslå")
