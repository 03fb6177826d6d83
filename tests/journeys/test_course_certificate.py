"""A course takes place. Its teacher ticks on a phone who comes; when another is over, the secretariat issues
its certificates with one click, and a stranger looks a number up. Who came says what they thought of it."""

import re

import pytest
from playwright.sync_api import expect

from portal.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

EMAIL = {login.key: login.email for login in LOGINS}


def test_from_the_door_to_a_number_that_anybody_looks_up(visit, look):
    # Jens teaches today, and ticks at the door.
    phone = visit(width=390)
    log_in(phone, EMAIL["jens-aagaard"], PASSWORD)
    phone.goto("/kurser/")
    phone.get_by_role("link", name="Mægling for begyndere").click()
    phone.get_by_role("link", name="Kryds fremmødet af").click()
    phone.get_by_role("link", name="Når det låser").click()
    came = phone.locator("#fremmoede strong")
    expect(came).to_have_text("0")
    phone.locator(".attend__button[aria-pressed=false]").first.click()
    expect(came).to_have_text("1")
    phone.locator(".attend__button[aria-pressed=false]").first.click()
    expect(came).to_have_text("2")
    phone.locator(".attend__button[aria-pressed=true]").first.click()
    expect(came).to_have_text("1")
    look(phone, "course-attendance-phone")

    # The secretariat issues the certificates of a course that is over.
    desk = visit()
    log_in(desk, EMAIL["nanna-juul-overgaard"], PASSWORD, TOTP_SECRET)
    desk.goto("/kurser/?vis=tidligere")
    desk.get_by_role("link", name="Aktindsigt i praksis").click()
    desk.get_by_role("link", name="Kursusbeviser").click()
    expect(desk.get_by_text("Får ikke bevis")).to_be_visible()
    look(desk, "certificates-preview")
    desk.get_by_role("button", name=re.compile(r"Udsted \d kursusbeviser")).click()
    expect(desk.get_by_text("Der er ingen, der mangler et.")).to_be_visible()
    look(desk, "certificates-issued")

    # Mette finds hers, and answers what she is asked about the course.
    mette = visit()
    log_in(mette, EMAIL["mette-holm"], PASSWORD)
    mette.goto("/kurser/beviser/")
    sheet = mette.locator("section", has_text="Aktindsigt i praksis")
    number = sheet.get_by_role("link", name=re.compile("-")).inner_text()
    with mette.expect_download() as download:
        sheet.get_by_role("link", name="Hent det som PDF").click()
    assert download.value.suggested_filename == f"kursusbevis-{number}.pdf"
    mette.goto("/min-side/")
    mette.get_by_role("link", name="Hvad syntes du om Aktindsigt i praksis?").first.click()
    mette.locator("input[type=radio]").nth(4).check()
    mette.locator("textarea").first.fill("Jeg regner fristen ud først.")
    mette.get_by_role("button", name="Send dine svar").click()
    expect(mette.get_by_text("Tak, du har svaret")).to_be_visible()
    look(mette, "evaluation-answered")

    # A stranger has seen the number on paper.
    stranger = visit(width=390)
    stranger.goto("/kursusbevis/")
    stranger.fill("input[name=number]", number.lower().replace("-", " "))
    stranger.get_by_role("button", name="Slå det op").click()
    expect(stranger.get_by_role("heading", name="Kursusbeviset er gyldigt")).to_be_visible()
    expect(stranger.get_by_text("Mette Holm")).to_be_visible()
    look(stranger, "certificate-valid-phone")
