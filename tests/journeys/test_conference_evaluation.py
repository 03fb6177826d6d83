"""A conference is over. Mette gets a letter, answers on her phone about the whole and her sessions, and is
thanked; when the evaluation has closed, the secretariat reads what was said, beside last year's, and never
by whom."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from portal.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from tests.journeys.conftest import log_in
from tests.journeys.server import ROOT, link_in

pytestmark = pytest.mark.journey

EMAIL = {login.key: login.email for login in LOGINS}


def on_stage(portal, deed: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.feedback_stage", deed],
        cwd=ROOT,
        env=portal.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def stage(portal):
    yield on_stage(portal, "begin")
    on_stage(portal, "end")


def test_from_the_letter_to_what_the_secretariat_reads(visit, look, portal, stage):
    letter = portal.mail_to(EMAIL["mette-holm"], "Hvad syntes du om Årsmøde lige nu")
    phone = visit(width=390, height=800)
    log_in(phone, EMAIL["mette-holm"], PASSWORD)
    phone.goto(link_in(letter))
    expect(phone.get_by_role("heading", name="Dine sessioner")).to_be_visible()
    look(phone, "conference-evaluation-phone")
    whole = phone.locator("#helheden")
    whole.get_by_role("radio", name="5 (fremragende)").first.check()
    whole.get_by_role("textbox").first.fill("At møde de andre.")
    session = phone.locator(".evaluation--part", has_text="Mægling i praksis")
    session.get_by_role("radio", name="4", exact=True).check()
    session.get_by_text("Skriv et par ord").click()
    session.get_by_role("textbox").fill("Øvelserne var gode.")
    phone.get_by_role("button", name="Send dine svar").click()
    expect(phone.get_by_role("heading", name="Tak, du har svaret")).to_be_visible()
    look(phone, "conference-evaluation-thanks-phone")
    phone.reload()
    expect(phone.get_by_role("button", name="Send dine svar")).to_have_count(0)

    desk = visit()
    log_in(desk, EMAIL["nanna-juul-overgaard"], PASSWORD, TOTP_SECRET)
    address = f"/admin/netvaerket/aarsmoede/{stage['pk']}/evaluering/"
    desk.goto(address)
    expect(desk.get_by_text("1 af 6 har svaret")).to_be_visible()
    expect(desk.get_by_text("At møde de andre.")).to_have_count(0)
    assert on_stage(portal, "close") == {"answered": 6}
    desk.goto(address)
    expect(desk.get_by_text("At møde de andre.")).to_be_visible()
    expect(desk.get_by_text("Mette Holm")).to_have_count(0)
    look(desk, "conference-evaluation-desk")
    desk.get_by_role("link", name="Mægling i praksis").click()
    expect(desk.get_by_text("Øvelserne var gode.")).to_be_visible()
    with desk.expect_download() as download:
        desk.goto(address)
        desk.get_by_role("link", name="Sessionerne som regneark").click()
    assert download.value.suggested_filename.endswith("-evaluering-sessioner.xlsx")
