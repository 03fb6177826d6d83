"""The secretariat's desk: somebody is registered who has called, a line is put in another order, a letter
goes to some of those who come, once; and the programme is changed as a draft and published."""

import re

import pytest

pytestmark = pytest.mark.journey

EDITOR, CALLS = "nanna-juul-overgaard", "lars-iversen"
EAN = "5798009800053"


def desk(stage, place: str = "") -> str:
    return f"/admin/netvaerket/aarsmoede/{stage['pk']}/{place}"


def test_somebody_who_has_called_is_registered_and_what_they_have_is_changed(
    portal, stage, enter, look
):
    name, email = (stage["people"][CALLS][key] for key in ("name", "email"))
    page = enter(EDITOR, width=1440)
    page.goto(desk(stage, "tilmeld/"))
    page.get_by_label("Hvem?").select_option(label=name)
    page.get_by_label("Hvem betaler?").select_option(label="Assens")
    page.get_by_label("EAN-nummer").fill("5798009800054")
    page.get_by_label("Person eller afdeling hos betaleren").fill("Direktionen")
    page.get_by_label("Note til sekretariatet").fill("Ringede mandag, har ikke netadgang")
    page.locator("main").get_by_role("button", name="Tilmeld et medlem").click()
    # A typing error: it is said, and everything else is still there.
    page.get_by_text("tastefejl").first.wait_for()
    assert page.get_by_label("Note til sekretariatet").input_value().startswith("Ringede mandag")
    look(page, "desk-register-with-an-error")
    page.get_by_label("EAN-nummer").fill("5798 0098 00053")
    page.locator("main").get_by_role("button", name="Tilmeld et medlem").click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    assert "Ringede mandag" in page.inner_text("main")

    page.get_by_role("checkbox", name=re.compile("Magt|Tavshed")).last.check()
    page.get_by_role("checkbox", name=re.compile("Nat")).first.check()
    page.get_by_label("Allergier og andre ønsker").fill("uden gluten")
    page.get_by_label("Note til sekretariatet").fill("Valgte i telefonen")
    page.locator("main").get_by_role("button", name="Videre til prisen").click()
    page.locator("main").get_by_role("button", name="Gem", exact=True).wait_for()
    look(page, "desk-change-looked-over")
    page.locator("main").get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Det er ændret").first.wait_for()
    said = page.inner_text("main")
    assert "Valgte i telefonen" in said and "Ringede mandag" in said
    look(page, "desk-registration")
    portal.mail_to(email, "Årsmøde på scenen")

    phone = enter(CALLS, width=390)
    phone.goto("/aarsmoede/")
    phone.get_by_role("link", name="Se din tilmelding").first.click()
    said = phone.inner_text("main")
    assert "Tavshed" in said and "uden gluten" in said and "895,00" in said
    assert "Ringede mandag" not in said and "Valgte i telefonen" not in said
    look(phone, "desk-registered-390")


def test_a_line_is_put_in_another_order_with_a_reason(stage, enter, look):
    first, second = (
        stage["people"][key]["name"] for key in ("jonas-berg-nielsen", "vibeke-damkjaer")
    )
    page = enter(EDITOR, width=1440)
    page.goto(desk(stage, "ventelister/"))
    line = page.locator("section").filter(has=page.get_by_role("heading", name="Mægling"))
    said = line.inner_text()
    assert said.index(first) < said.index(second)
    line.get_by_role("link", name=second).click()
    page.get_by_label("Ny plads i køen").fill("1")
    page.get_by_role("button", name="Flyt").click()
    page.locator(".form-error-message, [data-summary]").first.wait_for()  # not without a reason
    assert page.get_by_label("Ny plads i køen").input_value() == "1"
    move = page.locator("form").filter(has=page.get_by_role("button", name="Flyt"))
    move.get_by_label("Hvorfor?").fill("Var lovet det i maj")
    move.get_by_role("button", name="Flyt").click()
    page.get_by_text("en anden plads").first.wait_for()
    said = line.inner_text()
    assert said.index(second) < said.index(first)
    look(page, "desk-lines")
    phone = enter("vibeke-damkjaer", width=390)
    phone.goto("/aarsmoede/")
    assert re.search(r"»Mægling«[^»]*nummer 1", phone.inner_text("main"))


def test_a_letter_to_some_is_read_first_and_sent_once(portal, stage, enter, look):
    """To those who have one session: whom it goes to is read, and the button pressed twice sends it once."""
    subject, email = "Husk gode sko", stage["people"]["morten-skaarup"]["email"]
    before = len(portal.mails_to(email, subject))
    page = enter(EDITOR, width=1440)
    page.goto(desk(stage, "breve/nyt/"))
    page.get_by_role(
        "radio", name=re.compile("session, (et )?måltid|har en bestemt|en del", re.I)
    ).or_(page.locator("input[name=selection][value=part]")).first.check()
    page.get_by_label("Emnelinje").fill(subject)
    page.get_by_label("Brev", exact=True).fill("Vi går en tur efter oplægget.\n\nTag tøj med.")
    page.get_by_role("button", name="Se det igennem").click()
    page.get_by_text("Vælg hvilken").or_(page.locator("[data-summary]")).first.wait_for()
    assert page.get_by_label("Emnelinje").input_value() == subject
    option = page.locator("select[name=part] option").filter(has_text="Magt")
    page.select_option("select[name=part]", option.get_attribute("value"))
    page.get_by_role("button", name="Se det igennem").click()
    page.get_by_role("heading", level=1, name="Se brevet igennem").wait_for()
    page.locator("summary").click()
    said = page.inner_text("main")
    names = [stage["people"][key]["name"] for key in ("marianne-qvist", "morten-skaarup")]
    assert all(name in said for name in names) and "Tag tøj med." in said
    assert stage["people"]["jonas-berg-nielsen"]["name"] not in said
    look(page, "desk-letter-preview")
    page.get_by_role("button", name="Send til 2 personer").dblclick()
    page.get_by_role("heading", level=1, name="Breve til deltagere").wait_for()
    assert page.locator("summary").filter(has_text=subject).count() == 1
    look(page, "desk-letters")
    letter = portal.mail_to(email, subject, beside=before)
    assert "Tag tøj med." in letter.get_body(("plain",)).get_content()
    assert len(portal.mails_to(email, subject)) == before + 1


def test_the_programme_is_a_draft_until_it_is_published_and_then_some_hear_of_it(
    portal, stage, enter, look
):
    """A session is moved so that somebody has two at once: nobody sees it before it is published; then those
    who have it get one letter each, and in their own programme the clash is marked."""
    clashes, other = "sanne-bech-nielsen", "morten-skaarup"
    emails = {key: stage["people"][key]["email"] for key in (clashes, other)}
    before = {key: len(portal.mails_to(email, "program")) for key, email in emails.items()}
    member = enter(clashes, width=390)
    page = enter(EDITOR, width=1440)
    add_a_point(page, stage, "Fælles morgensang", "08:00", "08:30", look)
    page.get_by_role("link", name="Aktindsigt").first.click()
    page.get_by_label("Begynder").fill("13:30")
    page.get_by_label("Slutter").fill("14:30")
    page.get_by_role("button", name="Gem i udkastet").click()
    page.get_by_text("Ingen ser det, før du udgiver").or_(
        page.get_by_text("udkastet")
    ).first.wait_for()
    look(page, "desk-programme-draft")
    member.goto("/aarsmoede/program/")
    assert "Fælles morgensang" not in member.inner_text(
        "main"
    ) and "13.30" not in member.inner_text("main")

    page.get_by_role("link", name="Se, hvad der er nyt, og udgiv").click()
    assert "Fælles morgensang" in page.inner_text("main") and "13.30" in page.inner_text("main")
    look(page, "desk-programme-publish")
    page.get_by_label("Hvad er nyt").fill("Aktindsigt rykker en halv time")
    page.get_by_role("button", name=re.compile("^Udgiv version")).click()
    page.get_by_text("er udgivet").first.wait_for()
    letter = portal.mail_to(emails[clashes], "program", beside=before[clashes])
    assert "Aktindsigt" in letter.get_body(("plain",)).get_content()
    assert len(portal.mails_to(emails[clashes], "program")) == before[clashes] + 1

    # On the phone: what is mine. Another one who has neither of them has heard nothing.
    member.goto("/aarsmoede/program/")
    assert "Fælles morgensang" in member.inner_text("main")
    member.get_by_role("link", name="Det, der er mit").click()
    member.get_by_role("heading", level=1, name="Dit eget program").wait_for()
    assert "13.30" in member.inner_text("main")
    look(member, "programme-own-390")
    assert len(portal.mails_to(emails[other], "program")) == before[other]


def test_two_at_once_are_marked_in_ones_own_programme(stage, enter, look, portal):
    """The secretariat moves one of two to the hour of the other one."""
    page = enter(EDITOR, width=1440)
    page.goto(desk(stage, "program/"))
    page.get_by_role("link", name="Notatpligt").first.click()
    page.get_by_label("Begynder").fill("10:30")
    page.get_by_label("Slutter").fill("11:30")
    page.get_by_role("button", name="Gem i udkastet").click()
    page.get_by_role("link", name="Se, hvad der er nyt, og udgiv").click()
    assert "har noget andet" in page.inner_text("main")
    page.get_by_role("button", name=re.compile("^Udgiv version")).click()
    page.get_by_text("er udgivet").first.wait_for()
    for width in (390, 1440):
        member = enter("pernille-astrup", width=width)
        member.goto("/aarsmoede/program/?vis=mit")
        said = member.inner_text("main")
        assert said.count("samme tid") >= 2 and "Vælg igen" in said
        look(member, f"programme-clash-{width}")


def add_a_point(page, stage, title, starts, ends, look):
    page.goto(desk(stage, "program/"))
    page.get_by_role("link", name="Tilføj et punkt", exact=True).click()
    page.get_by_label("Titel").first.fill(title)
    page.get_by_label("Begynder").fill(ends)
    page.get_by_label("Slutter").fill(starts)
    page.get_by_role("button", name="Gem i udkastet").click()
    page.locator("[data-summary]").first.wait_for()  # it ends before it begins
    assert page.get_by_label("Titel").first.input_value() == title
    page.get_by_label("Begynder").fill(starts)
    page.get_by_label("Slutter").fill(ends)
    page.get_by_role("button", name="Gem i udkastet").click()
    page.get_by_text("står i udkastet").first.wait_for()
