"""A full meeting: one waits, one sends regrets from the letter, and the one who waits takes the seat from the
letter. Then the meeting is called off."""

import re

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in
from tests.journeys.server import link_in

pytestmark = pytest.mark.journey

TITLE = "Lokalmøde på Fyn: én plads"
COORDINATOR = "charlotte-egeskov-hermansen"
FIRST, SECOND = "jens-aagaard", "mette-holm"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def test_a_freed_seat_goes_to_whoever_waits_and_a_cancelled_meeting_to_both(portal, visit, look):
    coordinator, first, second = visit(), visit(), visit(width=390)
    log_in(coordinator, email_of(COORDINATOR), logins.PASSWORD)
    page = plan_a_meeting_for_one(coordinator, look)

    log_in(first, email_of(FIRST), logins.PASSWORD)
    first.goto(page)
    first.click("button:has-text('Tilmeld dig')")
    first.get_by_role("heading", name="Du er tilmeldt").wait_for()

    log_in(second, email_of(SECOND), logins.PASSWORD)
    second.goto(page)
    second.click("button:has-text('Skriv mig på ventelisten')")
    second.get_by_role("heading", name="Du står på ventelisten").wait_for()
    look(second, "meeting-waiting")

    # The first one's plans change.
    first.goto(page)
    first.click("summary:has-text('Meld afbud')")
    first.fill("input[name=word]", "Jeg er blevet syg")
    first.click("button:has-text('Meld afbud')")
    first.get_by_role("heading", name="Du har meldt afbud").wait_for()

    take = deeds_in(portal.mail_to(email_of(SECOND), f"Der er en plads til dig: {TITLE}"))[0]
    stranger = visit(width=390)  # the letter is read where nobody is logged in
    stranger.goto(take)
    look(stranger, "meeting-take-by-mail")
    stranger.click("button:has-text('Ja tak, jeg tager pladsen')")
    stranger.get_by_role("heading", name="Pladsen er din").wait_for()
    second.goto(page)
    second.get_by_role("heading", name="Du er tilmeldt").wait_for()

    coordinator.goto(f"{page}svar/")
    coordinator.get_by_text("Jeg er blevet syg").wait_for()
    look(coordinator, "meeting-answers")
    coordinator.goto(f"{page}aflys/")
    coordinator.click("button:has-text('Aflys mødet')")
    letter = portal.mail_to(email_of(SECOND), f"Aflyst: {TITLE}")
    assert link_in(letter).endswith(page)


def plan_a_meeting_for_one(page, look) -> str:
    """The path of a published meeting with one seat."""
    page.goto("/moeder/nyt/")
    page.fill("input[name=title]", TITLE)
    page.fill("input[name=day]", "2031-03-04")
    page.fill("input[name=starts]", "10:00")
    page.fill("input[name=ends]", "14:00")
    page.fill("input[name=place_name]", "Nyborg Rådhus")
    page.fill("input[name=capacity]", "1")
    page.click("button:has-text('Gem kladden')")
    page.click("button:has-text('Offentliggør mødet')")
    page.get_by_text("gruppens medlemmer har fået besked").first.wait_for()
    look(page, "meeting-published")
    return re.sub(r"^https?://[^/]+", "", page.url)


def deeds_in(letter) -> list[str]:
    """The paths of the signed addresses in a letter."""
    text = letter.get_body(("plain",)).get_content()
    return re.findall(r"/moeder/svar/[^/\s]+/", text)
