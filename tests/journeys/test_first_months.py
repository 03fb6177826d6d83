"""A newcomer's first months with a buddy: the desk sees who has come to a standstill and asks a colleague,
who says yes; another newcomer books the introductory meeting and has met her buddy."""

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

STUCK, NEWCOMER, BUDDY = "Thomas Vad Clemmensen", "Mette Holm", "Jens Aagaard"
DESK = "/admin/netvaerket/introforloeb/"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def test_a_newcomer_gets_a_buddy_and_comes_further(visit, look):
    desk, buddy, newcomer = visit(), visit(width=390), visit()
    ask_a_colleague(desk)
    say_yes(buddy, look)
    book_a_meeting(newcomer, look)
    have_met(buddy)
    see_how_far_they_have_come(desk, newcomer)


def ask_a_colleague(page):
    administrator = email_of("anne-sofie-brandt-mikkelsen")
    log_in(page, administrator, logins.PASSWORD, logins.TOTP_SECRET)
    page.goto(DESK)
    first = page.locator(".desk-table tbody tr").first
    assert STUCK in first.inner_text() and "dage siden" in first.inner_text()
    page.screenshot(path="var/pictures/60-skrivebord-introforloeb.png", full_page=True)
    page.click(f"a:has-text('{STUCK}')")
    page.screenshot(path="var/pictures/61-skrivebord-nyt-medlem.png", full_page=True)
    page.click("summary:has-text('Spørg en anden')")
    page.select_option("#id_person", label=BUDDY)
    page.click("button:has-text('Spørg medlemmet')")
    page.wait_for_selector(f"text={BUDDY} blev spurgt")


def say_yes(page, look):
    log_in(page, email_of("jens-aagaard"), logins.PASSWORD)
    page.goto("/introforloeb/foelgesvend/")
    look(page, "62-hvem-du-hjaelper")
    page.click(f"main a:has-text('Vil du være følgesvend for {STUCK}?')")
    look(page, "63-vil-du-vaere-foelgesvend")
    page.click("button:has-text('Ja, det vil jeg gerne')")
    page.wait_for_url("**/introforloeb/foelgesvend/")
    assert page.locator(f"main .person:has-text('{STUCK}')").count() == 1


def book_a_meeting(page, look):
    log_in(page, email_of("mette-holm"), logins.PASSWORD)
    page.goto("/introforloeb/")
    look(page, "64-dit-introforloeb")
    assert BUDDY in page.inner_text(".page__aside")
    page.locator("#intromoede button:has-text('Vælg')").first.click()
    page.wait_for_selector("#intromoede button:has-text('Jeg kan ikke komme')")
    look(page, "65-intromoede-booket")


def have_met(page):
    page.goto("/introforloeb/foelgesvend/")
    page.click(f"button:has-text('Vi har mødt hinanden'):has-text('{NEWCOMER}')")
    page.wait_for_selector("[data-toast], .toast, .alert")


def see_how_far_they_have_come(desk, newcomer):
    newcomer.goto("/introforloeb/")
    met = newcomer.locator("main li.row:has-text('Mød din følgesvend')")
    assert "Klaret" in met.inner_text()
    desk.goto(DESK)
    assert BUDDY in desk.locator(f"tr:has-text('{STUCK}')").inner_text()
