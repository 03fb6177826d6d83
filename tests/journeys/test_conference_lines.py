"""A session that is full, a line, a no and a yes; two sessions swapped in one step; somebody cancels and all
they had is free. On a phone, and on a desk's screen."""

import re

import pytest

pytestmark = pytest.mark.journey

LETS_GO, FIRST, SECOND = "pernille-astrup", "jonas-berg-nielsen", "vibeke-damkjaer"
CANCELS = "marianne-qvist"


def choose(page, title: str) -> None:
    """The session of its hour, on the form."""
    page.locator("div.choice").filter(has_text=title).locator("> input[type=radio]").check()


def change(page, *titles: str) -> None:
    """Choose these on the form for changes, and keep them; where they are read once more first, say yes."""
    page.goto("/aarsmoede/")
    page.get_by_role("link", name="Ret tilmeldingen").click()
    for title in titles:
        choose(page, title)
    keep_changes(page)


def keep_changes(page) -> None:
    page.locator("main form").get_by_role("button").last.click()
    confirm = page.locator("button[name=confirm]")
    if confirm.count():
        confirm.click()
    page.get_by_role("heading", name="Du er tilmeldt").wait_for()


def has(page) -> str:
    """What the receipt says one has."""
    page.goto("/aarsmoede/")
    page.get_by_role("link", name=re.compile("Se din tilmelding|Svar")).first.click()
    return page.inner_text("table.bill")


def answer_link(mail, number: int) -> str:
    """The first link in the letter takes what is held, the second passes it on."""
    text = mail.get_body(("plain",)).get_content()
    return re.findall(r"/aarsmoede/svar/[^/\s]+/", text)[number]


def test_two_sessions_are_swapped_in_one_step_and_the_line_moves(portal, stage, enter, look):
    """What is let go is held for the first in line, who says no by the letter; the next one says yes on the
    page, and gives up what was at the same time."""
    people, before = stage["people"], stage["do"]("taken")
    page = enter(LETS_GO, width=1440)
    change(page, "Tilsyn")
    assert "Tilsyn" in has(page) and "Mægling" not in has(page)
    look(page, "conference-swapped")

    letter = portal.mail_to(people[FIRST]["email"], "Mægling")
    phone = enter(FIRST, width=390)
    phone.goto(answer_link(letter, 1))
    look(phone, "conference-pass-on-390")
    phone.get_by_role("button", name="Lad den gå videre").click()
    phone.get_by_role("heading", level=1).wait_for()
    assert "Tilsyn" in has(phone) and "ventelisten" not in phone.inner_text("main")

    portal.mail_to(people[SECOND]["email"], "Mægling")
    other = enter(SECOND, width=390)
    assert "Tilsyn" in has(other)
    look(other, "conference-held-390")
    other.get_by_role("button", name=re.compile("Ja tak, jeg tager den.*Mægling")).click()
    other.get_by_text("»Mægling« er din").wait_for()
    assert "Mægling" in has(other) and "Tilsyn" not in has(other)
    after = stage["do"]("taken")
    assert after == {**before, "Tilsyn": before["Tilsyn"]} and after["Mægling"] == 1


def test_what_is_full_is_not_swapped_for_and_its_line_is_there(portal, stage, enter, look):
    """The old session is kept while one stands in line for the full one."""
    phone = enter("morten-skaarup", width=390)
    phone.goto("/aarsmoede/")
    phone.get_by_role("link", name="Ret tilmeldingen").click()
    full = phone.locator("div.choice").filter(has_text="Notatpligt")
    assert full.locator("> input[type=radio]").is_disabled()
    full.locator("input[name=waits]").check()
    choose(phone, "Aktindsigt")
    look(phone, "conference-change-390")
    keep_changes(phone)
    assert "Aktindsigt" in has(phone)
    assert re.search(r"Notatpligt.*nummer 2 på ventelisten", phone.inner_text("main"), re.S)


def test_whoever_cancels_leaves_everything_to_those_who_wait(portal, stage, enter, look):
    people, before = stage["people"], stage["do"]("taken")
    phone = enter(CANCELS, width=390)
    assert "Magt" in has(phone)
    phone.get_by_role("link", name="Meld afbud").click()
    look(phone, "conference-cancel-390")
    phone.get_by_role("button", name="Meld afbud").click()
    phone.get_by_text("Din tilmelding er afmeldt").or_(
        phone.get_by_text("meldt afbud")
    ).first.wait_for()
    look(phone, "conference-cancelled-390")
    portal.mail_to(people["rasmus-fabricius"]["email"], "Magt")
    after = stage["do"]("taken")
    # The seat that is held for the next one counts as taken.
    freed = {name: before[name] - 1 for name in ("seats", "night", "meal")}
    assert after == {**before, **freed} and after["Magt"] == 2
    page = enter("rasmus-fabricius", width=1440)
    page.goto("/aarsmoede/")
    assert "holdes til dig" in page.inner_text("main")
    has(page)
    page.get_by_role("button", name=re.compile("Nej tak.*Magt")).click()
    page.get_by_text("Du har opgivet »Magt«").wait_for()
    look(page, "conference-declined")
    letter = portal.mail_to(people["sanne-bech-nielsen"]["email"], "Magt")
    other = enter("sanne-bech-nielsen", width=390)
    other.goto(answer_link(letter, 0))
    other.get_by_role("button", name="Ja tak, jeg tager den").click()
    other.get_by_role("heading", name="Den er din").wait_for()
    assert stage["do"]("taken") == after
