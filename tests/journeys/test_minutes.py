"""A meeting is over. Who came is ticked on a phone, two write the minutes at once and lose nothing, those who
were there comment, the minutes become final and are found, and what was promised is ticked done."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.demo.logins import LOGINS, PASSWORD
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

EMAIL = {login.key: login.email for login in LOGINS}
MEETING = "Regionalt møde i vest: når borgeren ikke får svar"


def type_in(page: Page, words: str) -> None:
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def test_from_the_door_to_what_was_promised(visit, look):
    phone = visit(width=390)
    log_in(phone, EMAIL["susanne-dalgaard"], PASSWORD)
    phone.goto("/moeder/?tid=tidligere")
    phone.get_by_role("link", name=MEETING).click()
    meeting = phone.url
    phone.get_by_role("link", name="Kryds fremmødet af").click()

    # Somebody stayed away after all, one tap; and Jens came without having signed up.
    came = phone.locator("#fremmoede strong")
    before = int(came.inner_text())
    phone.locator(".attend__button[aria-pressed=true]").first.click()
    expect(came).to_have_text(str(before - 1))
    phone.locator(".attend__button[aria-pressed=false]").first.click()
    expect(came).to_have_text(str(before))
    phone.fill("#flere input[name=q]", "jens aagaard")
    phone.locator("#flere").get_by_role("button", name="Find").click()
    phone.get_by_role("button", name=re.compile("Jens Aagaard")).click()
    expect(came).to_have_text(str(before + 1))
    look(phone, "minutes-attendance-phone")

    # Jens writes along, and both are in the same point.
    desk = visit(
        complain=False
    )  # a refused save is an answer of 409, which the browser complains of
    log_in(desk, EMAIL["susanne-dalgaard"], PASSWORD)
    desk.goto(f"{meeting}referat/skriv/")
    desk.select_option("select[name=co_writer]", label="Jens Aagaard")
    desk.locator("form:has(select[name=co_writer]) button").click()
    look(desk, "minutes-write")
    jens = visit()
    log_in(jens, EMAIL["jens-aagaard"], PASSWORD)
    for page in (desk, jens):
        page.goto(f"{meeting}referat/punkt/6/")
    type_in(jens, "Vi talte om kvitteringsbreve.")
    expect(jens.locator("[data-draft-line]")).to_contain_text(re.compile(r"Gemt kl\. \d+\.\d\d"))
    expect(desk.locator("#hvem")).to_contain_text("Jens skriver i punkt 6", timeout=20_000)
    desk.on("dialog", lambda dialog: dialog.accept())
    type_in(desk, "Fristen skal stå i brevet.")
    desk.get_by_role("button", name="Vis begge tekster").click()
    both = desk.locator("#begge")
    expect(both).to_contain_text("Vi talte om kvitteringsbreve.")
    expect(both).to_contain_text("Fristen skal stå i brevet.")
    look(desk, "minutes-side-by-side")
    type_in(desk, " Og om kvitteringsbreve.")
    desk.get_by_role("button", name="Gem, og gå til næste punkt").click()
    expect(desk.locator("h1")).to_contain_text("Nyt fra sekretariatet")

    # He was there, so he may comment; she takes it in and makes the minutes final.
    jens.goto(f"{meeting}referat/")
    point = jens.locator("#punkt-6")
    expect(point).to_contain_text("Fristen skal stå i brevet. Og om kvitteringsbreve.")
    point.locator("summary").click()
    point.locator("textarea").fill("Det var også aftalt at skrive navnet på sagsbehandleren.")
    look(jens, "minutes-comments")
    point.get_by_role("button", name="Send kommentaren").click()
    expect(point).to_contain_text("navnet på sagsbehandleren")
    desk.goto(f"{meeting}referat/")
    desk.locator("#punkt-6").get_by_role("button", name="Markér som taget med").click()
    desk.get_by_role("button", name="Gør referatet endeligt").click()
    expect(desk.locator(".facts")).to_contain_text("Endeligt")
    look(desk, "minutes-final")

    # All members find it; and what Mette has promised waits for her until she ticks it.
    mette = visit(width=390)
    log_in(mette, EMAIL["mette-holm"], PASSWORD)
    promised = mette.locator("li", has_text="Læs teksten om optagelser igennem")
    expect(promised).to_be_visible()
    look(mette, "minutes-todo-phone")
    promised.get_by_role("button").click()
    expect(promised).to_have_count(0)
    mette.goto("/soeg/?q=kvitteringsbreve")
    mette.locator("main").get_by_role("link", name=MEETING).first.click()
    expect(mette.locator("h1")).to_contain_text("Referat")
    look(mette, "minutes-phone")
