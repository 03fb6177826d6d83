"""The leaver: a coordinator goes today, on the phone, while his computer has a question open. The doors
close the same minute, his name is taken off what he wrote, and what he did for others goes on."""

import re
from datetime import datetime

import pytest

from portal.demo import logins
from portal.demo.cast import address as address_of
from portal.kit.dates import COPENHAGEN
from tests.journeys.conftest import log_in
from tests.journeys.server import link_in
from tests.journeys.test_first_day import email_of

pytestmark = pytest.mark.journey

#: Another one of his, which nobody has open: what a page shows of its writer may be a minute old.
OTHER = "Hvad må kommunen bede om af dokumentation ved ny udmåling af BPA-timer?"
NAME, GROUP, NEXT = "Poul Erik Ladefoged", "Østjylland", "Ole Frandsen"
EMAIL = address_of("poul-erik-ladefoged", "Randers")
QUESTION = "Hvad kan vi gøre for, at borgeren er tryg ved det første møde i jobcentret?"
CLOSED = "Du har ikke længere adgang til siden."


def test_a_coordinator_leaves_today(portal, visit, look):
    # The browsers complain of doors that are closed, which is what they are to be.
    computer, phone = visit(complain=False), visit(width=390, complain=False)
    choose_a_password(portal, computer)
    log_in(computer, EMAIL, logins.PASSWORD)
    computer.goto("/spoerg/?q=jobcentret")
    computer.click(f"main a:has-text('{QUESTION}')")
    computer.wait_for_selector("[data-live-dot].notice-dot--ok")
    address = computer.url
    log_in(phone, EMAIL, logins.PASSWORD)
    leave(phone, look)
    assert "Tak for din tid i netværket" in phone.inner_text("body")
    the_doors_are_closed(computer, phone, address)
    portal.mail_to(EMAIL, "Dit medlemskab af netværket ophører")
    he_may_still_see_what_is_kept(phone, look)
    colleagues_see_a_former_member(visit())
    the_duties_go_on(visit(), look)


def choose_a_password(portal, page):
    """Nobody else's log-in: whoever has left is away for the other journeys, too."""
    page.goto("/konto/password/reset/")
    page.fill("input[name=email]", EMAIL)
    page.click("form.form button[type=submit]")
    page.goto(link_in(portal.mail_to(EMAIL, "Vælg en ny adgangskode")))
    for field in ("password1", "password2"):
        if page.locator(f"input[name={field}]").count():
            page.fill(f"input[name={field}]", logins.PASSWORD)
    page.click("form.form button[type=submit]")
    page.wait_for_load_state()


def leave(page, look):
    page.goto("/medlemskab/")
    page.click("main a:has-text('Forlad netværket')")
    page.fill("input[name=ends_on]", f"{datetime.now(COPENHAGEN):%Y-%m-%d}")
    page.check("input[name=leaves_vacancy]")
    page.get_by_label(re.compile("Tidligere medlem. og intet navn")).check()
    look(page, "70-forlad-netvaerket")
    assert GROUP in page.inner_text("main")
    page.click("main form button:has-text('Forlad netværket')")
    page.wait_for_url(re.compile(r"/$"))


def the_doors_are_closed(computer, phone, address):
    # The socket was closed from the other end; the page says so without being touched.
    computer.wait_for_selector(f"[data-live-words]:text-is('{CLOSED}')")
    for page in (computer, phone):
        page.goto(address)
        assert "/konto/login/" in page.url


def he_may_still_see_what_is_kept(page, look):
    page.fill("input[name=login]", EMAIL)
    page.fill("input[name=password]", logins.PASSWORD)
    page.click("form.form button[type=submit]:has-text('Log ind')")
    page.wait_for_load_state()
    page.goto("/medlemskab/")
    assert "ophørte" in page.inner_text("main")
    look(page, "71-medlemskabet-er-ophoert")
    assert page.goto("/mine-oplysninger/").status == 200


def colleagues_see_a_former_member(page):
    log_in(page, email_of("mette-holm"), logins.PASSWORD)
    page.goto("/spoerg/?q=dokumentation")
    page.click(f"main a:has-text('{OTHER}')")
    page.wait_for_selector("[data-live-dot].notice-dot--ok")
    assert "idligere medlem" in page.inner_text("main")
    assert NAME not in page.content()
    page.goto("/medlemmer/?q=Ladefoged")
    assert NAME not in page.inner_text("main")


def the_duties_go_on(page, look):
    secret = logins.TOTP_SECRET
    log_in(page, email_of("anne-sofie-brandt-mikkelsen"), logins.PASSWORD, secret)
    page.goto("/admin/netvaerket/personer/hverv/")
    row = page.locator(f"tr:has-text('{NAME}'):has-text('Koordinator')")
    assert row.count() == 1
    row.locator("a:has-text('Giv videre')").click()
    page.locator("#id_to").select_option(label=NEXT)
    page.click("button:has-text('Giv videre')")
    page.wait_for_url("**/hverv/")
    assert page.locator(f"tr:has-text('{NAME}'):has-text('Koordinator')").count() == 0
    page.goto("/moeder/grupper/")
    page.click(f"main a:has-text('{GROUP}')")
    assert NEXT in page.inner_text("main") and NAME not in page.inner_text("main")
    page.screenshot(path="var/pictures/72-ny-koordinator.png", full_page=True)
