"""The leaver: a coordinator goes today, on the phone, while her computer has a question open. The doors
close the same minute, her name is taken off what she wrote, and what she did for others goes on."""

import re
from datetime import date

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in
from tests.journeys.test_first_day import email_of

pytestmark = pytest.mark.journey

#: Another one of hers, which nobody has open: what a page shows of its writer may be a minute old.
OTHER = (
    "Skal en afdeling sende en henvendelse videre, når borgeren har skrevet det forkerte sted hen?"
)
NAME, GROUP, NEXT = "Susanne Dalgaard", "Vest", "Ole Frandsen"
QUESTION = "Hvordan behandler I en anmodning om aktindsigt i jeres egne mødenotater?"
CLOSED = "Du har ikke længere adgang til siden."


def test_a_coordinator_leaves_today(portal, visit, look):
    email = email_of("susanne-dalgaard")
    # The browsers complain of doors that are closed, which is what they are to be.
    computer, phone = visit(complain=False), visit(width=390, complain=False)
    log_in(computer, email, logins.PASSWORD)
    computer.goto("/spoerg/?q=mødenotater")
    computer.click(f"main a:has-text('{QUESTION}')")
    computer.wait_for_selector("[data-live-dot].notice-dot--ok")
    address = computer.url
    log_in(phone, email, logins.PASSWORD)
    leave(phone, look)
    assert "Tak for din tid i netværket" in phone.inner_text("body")
    the_doors_are_closed(computer, phone, address)
    portal.mail_to(email, "Dit medlemskab af netværket ophører")
    she_may_still_see_what_is_kept(phone, email, look)
    colleagues_see_a_former_member(visit())
    the_duties_go_on(visit(), look)


def leave(page, look):
    page.goto("/medlemskab/")
    page.click("main a:has-text('Forlad netværket')")
    page.fill("input[name=ends_on]", date.today().isoformat())
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


def she_may_still_see_what_is_kept(page, email, look):
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", logins.PASSWORD)
    page.click("form.form button[type=submit]:has-text('Log ind')")
    page.wait_for_load_state()
    page.goto("/medlemskab/")
    assert "ophørte" in page.inner_text("main")
    look(page, "71-medlemskabet-er-ophoert")
    assert page.goto("/mine-oplysninger/").status == 200


def colleagues_see_a_former_member(page):
    log_in(page, email_of("mette-holm"), logins.PASSWORD)
    page.goto("/spoerg/?q=henvendelse")
    page.click(f"main a:has-text('{OTHER}')")
    page.wait_for_selector("[data-live-dot].notice-dot--ok")
    assert "idligere medlem" in page.inner_text("main")
    assert NAME not in page.content()
    page.goto("/medlemmer/?q=Susanne")
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
    page.goto("/medlemmer/?q=Ole+Frandsen")
    page.click(f"main a:has-text('{NEXT}')")
    assert GROUP in page.inner_text("main")
    page.screenshot(path="var/pictures/72-ny-koordinator.png", full_page=True)
