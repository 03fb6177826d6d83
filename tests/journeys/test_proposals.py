"""From a call to a point of the programme: the secretariat calls, a member proposes on a phone, two review
it, a letter says yes, the member confirms, one click puts it into the programme, and it is published."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.journey

EDITOR, PROPOSES = "nanna-juul-overgaard", "ditte-langkilde"
REVIEWERS = ("nikolaj-larsen", "lars-iversen")
TITLE = "Når borgeren optager samtalen"
THOUGHT = "Den vil alle høre"
YES = "Ja til dit forslag"


def test_from_the_call_to_the_programme(portal, stage, enter, look):
    desk = enter(EDITOR, width=1440)
    call(desk, stage, look)
    propose(enter(PROPOSES, width=390), look)
    for key, width in zip(REVIEWERS, (390, 1440), strict=True):
        review(enter(key, width=width), look, width)
    before = len(portal.mails_to(stage["people"][PROPOSES]["email"], YES))
    say_yes(desk, stage, look)
    letter = portal.mail_to(stage["people"][PROPOSES]["email"], YES, beside=before)
    confirm(letter, enter(PROPOSES, width=390), look)
    into_the_programme(desk, stage, look)
    for key, width in ((PROPOSES, 390), ("morten-skaarup", 1440)):
        page = enter(key, width=width)
        page.goto("/aarsmoede/program/")
        page.get_by_role("link", name=TITLE).click()
        assert stage["people"][PROPOSES]["name"] in page.inner_text("main")
        assert THOUGHT not in page.inner_text("main")
        look(page, f"proposal-in-programme-{width}")


def call(page, stage, look):
    page.goto(f"/admin/netvaerket/aarsmoede/{stage['pk']}/forslag/")
    page.get_by_role("link", name="Indkald forslag").click()
    now = timezone.localtime()
    page.fill("input[name=opens_at]", (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    page.fill("input[name=closes_at]", (now + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M"))
    page.fill("textarea[name=text]", "Noget, I selv har prøvet.")
    page.get_by_role("button", name="Gem", exact=True).click()
    for key in REVIEWERS:
        page.locator("select[name=person]").select_option(label=stage["people"][key]["name"])
        page.get_by_role("button", name="Udpeg til gruppen").click()
        page.get_by_text(f"{stage['people'][key]['name']} er med i programgruppen").first.wait_for()
    look(page, "proposals-desk")


def propose(page, look):
    page.goto("/aarsmoede/")
    page.get_by_role("link", name="Foreslå en session").click()
    page.get_by_role("link", name=re.compile("Skriv et forslag")).first.click()
    page.fill("input[name=title]", TITLE)
    page.fill("input[name=minutes]", "45")
    page.get_by_role("button", name="Send det ind").click()
    page.locator("[data-summary]").first.wait_for()  # not without what it is about
    assert page.input_value("input[name=title]") == TITLE
    look(page, "proposal-form-with-errors-390")
    page.fill("textarea[name=abstract]", "Hvad man må, og hvordan man siger det.")
    page.get_by_role("button", name="Send det ind").click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
    look(page, "proposal-390")


def review(page, look, width: int):
    page.goto("/aarsmoede/")
    page.get_by_role("link", name="Se forslagene").click()
    page.get_by_role("link", name=TITLE).click()
    assert THOUGHT not in page.inner_text("main")  # nobody's before one's own
    page.check("input[name=score][value='5']")
    page.fill("textarea[name=comment]", f"{THOUGHT} ({width})")
    page.get_by_role("button", name="Gem din vurdering").click()
    page.get_by_text(f"{THOUGHT} ({width})").first.wait_for()
    look(page, f"proposal-review-{width}")


def say_yes(page, stage, look):
    page.goto(f"/admin/netvaerket/aarsmoede/{stage['pk']}/forslag/")
    row = page.locator("tr").filter(has_text=TITLE).inner_text()
    assert "5,0" in row and "2" in row
    page.get_by_role("link", name=TITLE).click()
    assert f"{THOUGHT} (390)" in page.inner_text("main")
    look(page, "proposal-at-the-desk")
    page.get_by_role("link", name="Sig ja").click()
    page.get_by_role("button", name="Se det igennem").click()
    page.get_by_role("button", name="Send brevet").click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
    assert page.get_by_role("link", name="Sig ja").count() == 0


def confirm(letter, page, look):
    assert THOUGHT not in letter.get_body(("plain",)).get_content()
    path = re.findall(r"/aarsmoede/forslag/\d+/", letter.get_body(("plain",)).get_content())[0]
    page.goto(path)
    assert THOUGHT not in page.inner_text("main")
    look(page, "proposal-accepted-390")
    page.locator("form[action$='/bekraeft/']").get_by_role("button").click()
    page.get_by_text("Du har bekræftet").or_(page.get_by_text("du er med")).first.wait_for()


def into_the_programme(page, stage, look):
    page.reload()
    page.get_by_role("button", name="Sæt det i programmet").click()
    assert page.input_value("input[name=title]") == TITLE
    page.select_option("select[name=day]", "2")
    page.get_by_label("Begynder").fill("15:00")
    page.get_by_label("Slutter").fill("15:45")
    look(page, "proposal-made-a-session")
    page.get_by_role("button", name="Gem i udkastet").click()
    page.get_by_role("link", name="Se, hvad der er nyt, og udgiv").click()
    assert TITLE in page.inner_text("main")
    page.get_by_role("button", name=re.compile("^Udgiv version")).click()
    page.get_by_text("er udgivet").first.wait_for()
